import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Exact } from '~/lib/json.ts'
import { hideSecrets, requestText, shellQuote, toCurl } from './curl.ts'

/** What a real shell makes of the words of a command; `curl` prints its arguments instead of sending. */
function shell(command: string): string[] {
  const script = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }\nENDPOINT=https://host PROJECT_ID=p1 TOKEN=t\n${command}`
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)
}

describe('D4 copy as curl', () => {
  it.each([
    "it's",
    '$(touch /tmp/x)',
    '`id`',
    'a\nb',
    'x; rm -rf /',
    '"$HOME"',
    '中文 !',
    '--output=/etc/passwd',
    '\\',
    '',
  ])('passes %j on as it is', (name) => {
    const words = shell(
      toCurl({ method: 'POST', path: `/v2/{project_id}/topics/${encodeURIComponent(name)}`, body: { name } }),
    )
    expect(words[2]).toBe(`https://host/v2/p1/topics/${encodeURIComponent(name)}`)
    expect(JSON.parse(words.at(-1) ?? '')).toEqual({ name })
  })

  it('quotes any text so that a shell gives it back', () => {
    const text = fc.string({ unit: 'binary' }).filter((sample) => !sample.includes('\0') && sample.isWellFormed())
    // One shell for all of them: starting it is what takes the time.
    const samples = fc.sample(text, 100)
    expect(shell(`curl ${samples.map(shellQuote).join(' ')} end`)).toEqual([...samples, 'end'])
  })
})

describe('hideSecrets', () => {
  it('finds secrets in lists, maps and below a condition, and leaves the body alone', () => {
    const body = {
      users: [{ pwd: 'a' }, { pwd: 'b', n: 1 }],
      map: { x: 'c' },
      items: [
        { key: 'password', value: 'd' },
        { key: 'size', value: 'e' },
      ],
    }
    const hidden = hideSecrets(body, [
      { path: 'users[].pwd' },
      { path: 'map.*' },
      { path: 'items[].value', when: { field: 'key', in: ['password'] } },
    ])
    expect(hidden).toEqual({
      users: [{ pwd: '<pwd>' }, { pwd: '<pwd>', n: 1 }],
      map: { x: '<x>' },
      items: [
        { key: 'password', value: '<value>' },
        { key: 'size', value: 'e' },
      ],
    })
    expect(body.users[0]?.pwd).toBe('a')
  })

  it('adds nothing where there is no secret', () => {
    expect(hideSecrets({ a: 1 }, [{ path: 'secret_key' }, { path: 'list[].x' }])).toEqual({ a: 1 })
  })
})

it('shows 64-bit numbers as they will be sent', () => {
  expect(requestText({ method: 'PUT', path: '/x', body: { offset: new Exact('9007199254740993') } })).toContain(
    '9007199254740993',
  )
})

it('headers and the parts of a form are quoted, an engine has its own address', () => {
  const text = toCurl({
    method: 'POST',
    path: '/v1/a',
    headers: { 'x-a': "it's" },
    form: [
      { name: 'mode', value: '@$(id)' },
      { name: 'file', file: 'a"b;c.csv' },
    ],
    isForEngine: true,
  })
  expect(text.split(' \\\n  ')).toEqual([
    `curl --request POST "$ENGINE"/v1/a`,
    '--header "Authorization: Bearer $ENGINE_TOKEN"',
    String.raw`--header 'x-a: it'\''s'`,
    "--form-string 'mode=@$(id)'",
    String.raw`--form 'file=@"a\"b;c.csv"'`,
  ])
})
