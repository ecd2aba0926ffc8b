import type { EntryForm } from './form-shape'
import type { Forms } from './forms'

/** What a tab keeps of its screen. A draft of another version is dropped: nothing that was saved is in it. */
const VERSION = 5

interface KeptDraft extends Forms {
  version: typeof VERSION
}

type FormBefore = Omit<EntryForm, 'site'>

/** Of the release before: one form at most waited behind another, and none knew its thermometer. */
interface DraftBefore {
  version: 4
  form: FormBefore
  stash: FormBefore | null
}

const ofToday = (form: FormBefore): EntryForm => ({ ...form, site: form.people.at(-1)?.site ?? 'forehead' })

export const keepDraft = ({ form, waiting }: Forms): KeptDraft => ({ version: VERSION, form, waiting })

export function readDraft(value: unknown): Forms | null {
  if (typeof value !== 'object' || value === null || !('version' in value)) return null
  if (value.version !== VERSION && value.version !== 4) return null
  // Sealed by this same code, or by that of the release before.
  const kept = value as KeptDraft | DraftBefore
  if (kept.version === VERSION) return { form: kept.form, waiting: kept.waiting }
  return { form: ofToday(kept.form), waiting: kept.stash === null ? [] : [ofToday(kept.stash)] }
}
