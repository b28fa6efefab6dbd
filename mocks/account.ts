/** The account that the simulated cloud belongs to. Nothing here opens anything real. */
export interface Project {
  id: string
  name: string
  region: string
}

export const domain = { id: 'd0a1b2c3d4e5f60718293a4b5c6d7e8f', name: 'gantry-demo' }

/** One project per region, named like the region, and a sub-project, as accounts have them. */
export const projects: readonly [Project, ...Project[]] = [
  { id: '0c2f7a51d3e84b6f9a1b5e6d7c8f9012', name: 'ap-southeast-1', region: 'ap-southeast-1' },
  { id: '5e9d1b7c3f2a4d608c7b6a594837261f', name: 'eu-west-101', region: 'eu-west-101' },
  { id: '7b1e4c9a2d5f4e308a6b9c0d1e2f3a4b', name: 'ap-southeast-1_staging', region: 'ap-southeast-1' },
]

export const iamUser = { id: 'a7c9e1b3d5f7092b4d6f8091a2b3c4d5', name: 'operator' }

export const regions = [
  { id: 'ap-southeast-1', en: 'CN-Hong Kong', zh: '中国-香港' },
  { id: 'eu-west-101', en: 'EU-Dublin', zh: '欧洲-都柏林' },
] as const
