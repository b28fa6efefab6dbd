/** Where builds stand and where runs leave their results; a second run on the same machine takes places of its own. */
import { join, resolve } from 'node:path'

const root = join(import.meta.dirname, '..')

/** Folder with the builds `app`, `demo` and `server`. */
export const dist = resolve(root, process.env.GANTRY_DIST ?? 'dist')

/** Folder for what test runs leave behind; it is emptied. */
export const results = resolve(root, process.env.GANTRY_RESULTS ?? 'test-results')
