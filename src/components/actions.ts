/** One thing that can be done to what is shown. Not possible now: disabled with the reason, never hidden. */
export interface Action {
  id: string
  label: string
  onSelect?: () => void
  /** A page or form behind a route, instead of `onSelect`: a real link. */
  to?: string
  tone?: 'danger'
  disabledReason?: string
}

/** One thing that can be done to all selected rows. */
export interface BulkAction<Row> {
  id: string
  label: string
  /** `deselect` takes rows out of the selection once it is done with them, so that only what failed stays selected. */
  onSelect: (rows: Row[], deselect: (rows: readonly Row[]) => void) => void
  tone?: 'danger'
  /** Why it cannot be done to these rows; undefined when it can. */
  disabledReason?: (rows: Row[]) => string | undefined
}

/** Where an object lives: named in every confirmation, so that nobody acts on the wrong account or instance. */
export interface Place {
  /** Environment label of the connection, e.g. PROD. */
  label?: string
  color?: 'red' | 'orange' | 'green' | 'blue' | 'gray'
  /** Name of the connection. */
  account: string
  region: string
  project?: string
  /** What holds the object within the project; names are unique in there only. */
  parent?: { name: string; kind: string }
}

/** What a form or a dialog needs to know of a mutation (TanStack's `UseMutationResult` has it all). */
export interface MutationState {
  isPending: boolean
  error: Error | null
  reset: () => void
}
