import type { EntryForm } from './form-shape'

/** What a tab keeps of its screen. A draft of another version is dropped: nothing that was saved is in it. */
const VERSION = 4

interface KeptDraft {
  version: number
  form: EntryForm
  /** The entry that was interrupted by a recheck or a correction. */
  stash: EntryForm | null
}

export const keepDraft = (form: EntryForm, stash: EntryForm | null): KeptDraft => ({ version: VERSION, form, stash })

export function readDraft(value: unknown): KeptDraft | null {
  if (typeof value !== 'object' || value === null || !('version' in value) || value.version !== VERSION) return null
  // Sealed by this same version of this same code.
  return value as KeptDraft
}
