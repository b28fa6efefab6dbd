import type { Database } from './database.ts'

export interface User {
  id: string
  name: string
  /** Encoded hash, see `sessions/passwords.ts`. */
  password: string
}

/** Names are one person's whatever their case and Unicode spelling. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}

export function userStore(db: Database) {
  return {
    async any(): Promise<boolean> {
      return (await db.row('SELECT 1 FROM users LIMIT 1')) !== undefined
    },
    byName(name: string): Promise<User | undefined> {
      return db.row<User>('SELECT id, name, password FROM users WHERE name_key = ?', nameKey(name))
    },
    byId(id: string): Promise<User | undefined> {
      return db.row<User>('SELECT id, name, password FROM users WHERE id = ?', id)
    },
    /** Creates the first user; false if somebody was faster. */
    async addFirst(user: User, now: number): Promise<boolean> {
      const changed = await db.run(
        `INSERT INTO users (id, name, name_key, password, created_at, updated_at)
         SELECT ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM users)`,
        user.id,
        user.name,
        nameKey(user.name),
        user.password,
        now,
        now,
      )
      return changed > 0
    },
    async setPassword(id: string, password: string, now: number): Promise<void> {
      await db.run('UPDATE users SET password = ?, updated_at = ? WHERE id = ?', password, now, id)
    },
  }
}
