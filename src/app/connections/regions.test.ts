import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { regionsQuery } from './regions.ts'

const regions = await new QueryClient().fetchQuery(regionsQuery)

test('knows the public regions by id and name', () => {
  expect(regions.ids).toContain('cn-north-4')
  expect(regions.nameOf('cn-north-4')).toBe('CN North-Beijing4')
  expect(regions.nameOf('constructor')).toBeUndefined()
})

test('gives the address of a region, also where it does not follow the template', () => {
  expect(regions.defaultEndpoint('rocketmq', 'cn-north-4')).toBe('https://dms.cn-north-4.myhuaweicloud.com')
  expect(regions.defaultEndpoint('rocketmq', 'eu-west-101')).toBe('https://dms.eu-west-101.myhuaweicloud.eu')
  expect(regions.defaultEndpoint('iam', 'my-cloud-1')).toBe('https://iam.my-cloud-1.myhuaweicloud.com')
})

test('tells which services the SDKs do not name in a region, and nothing about unknown regions', () => {
  expect(regions.missingIn('ap-southeast-5')).toEqual(['ddm', 'cse', 'roma', 'iam'])
  expect(regions.missingIn('cn-north-4')).toEqual([])
  expect(regions.missingIn('my-cloud-1')).toEqual([])
})
