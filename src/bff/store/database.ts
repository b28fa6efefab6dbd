/**
 * What the query modules need of a database. Asynchronous although SQLite is not, so that a network database can
 * stand behind it; SQL here and in the query modules keeps to what SQLite and PostgreSQL both understand
 * (`?` for parameters, BIGINT milliseconds, TEXT for everything else).
 */
export type Value = string | number | null

export interface Statement {
  sql: string
  params: readonly Value[]
}

export interface Database {
  /** All rows of a query. */
  rows<Row>(sql: string, ...params: Value[]): Promise<Row[]>
  /** The first row, if any. */
  row<Row>(sql: string, ...params: Value[]): Promise<Row | undefined>
  /** Runs a change; the number of rows that it touched. */
  run(sql: string, ...params: Value[]): Promise<number>
  /** Runs several changes, all or none. */
  batch(statements: readonly Statement[]): Promise<void>
  /** Counts the changes made through this object; the same number means that it has changed nothing since. */
  writes(): number
  close(): Promise<void>
}
