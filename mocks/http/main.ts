/** `npm run cloud`: starts the simulated cloud and prints where it is and how to sign in, as one JSON object. */
import { parseArgs } from 'node:util'
import { startSimulatedCloud } from './server.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    host: { type: 'string' },
    mock: { type: 'string' },
    latency: { type: 'string' },
    control: { type: 'boolean' },
  },
})
const cloud = await startSimulatedCloud({
  port: values.port === undefined ? undefined : Number(values.port),
  host: values.host,
  scenario: values.mock,
  latency: Number(values.latency ?? 0),
  control: values.control ?? false,
})
const { seen: _seen, setMock: _setMock, advance: _advance, close, ...facts } = cloud
process.stdout.write(`${JSON.stringify(facts, undefined, 2)}\n`)

const stop = () => void close().then(() => process.exit(0))
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
