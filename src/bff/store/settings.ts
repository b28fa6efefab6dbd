import type { Database } from './database.ts'

/** Single values of the installation, by name. */
export function settingStore(db: Database) {
  return {
    async get(name: string): Promise<string | undefined> {
      return (await db.row<{ value: string }>('SELECT value FROM settings WHERE name = ?', name))?.value
    },
    /** Writes a value unless there is one; false when there was. */
    async add(name: string, value: string): Promise<boolean> {
      return (
        (await db.run('INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING', name, value)) >
        0
      )
    },
  }
}
