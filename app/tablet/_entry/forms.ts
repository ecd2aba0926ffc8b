import { type EntryForm, isUntouched } from './form-shape'
import { formOf } from './to-entry'

/** The form at hand, and those that it interrupted, the last one first: whatever was begun is gone on with. */
export interface Forms {
  form: EntryForm
  waiting: readonly EntryForm[]
}

/** What a form is about: the same for two that would mend the same thing. Null: a passage of its own. */
const subjectOf = ({ task }: EntryForm): string | null => {
  if (task.kind === 'new') return null
  return task.kind === 'mend' ? `mend ${task.entry.id}` : `${task.kind} ${task.root.amends ?? task.root.id}`
}

/** What the person typed of it, without what the form found out by itself. */
const typed = ({ openedAt: _o, focus: _f, watched: _w, ...said }: EntryForm): string => JSON.stringify(said)

/** Whether something would be lost with it. */
export function isBegun(form: EntryForm): boolean {
  const { task, id, province, direction, rules, today } = form
  if (task.kind === 'new') return !isUntouched(form) || form.paper !== null
  const entry = task.kind === 'mend' ? task.entry : task.root
  return typed(form) !== typed(formOf(entry, task.kind, { id, province, direction, site: 'forehead', rules, today }))
}

/** `next` is at hand; what was begun waits behind it. What was begun about the same thing is gone on with instead. */
export function interrupt({ form, waiting }: Forms, next: EntryForm): Forms {
  const subject = subjectOf(next)
  if (subject !== null && subjectOf(form) === subject) return { form, waiting }
  const again = waiting.find((one) => subject !== null && subjectOf(one) === subject)
  const others = waiting.filter((one) => one !== again)
  return { form: again ?? next, waiting: isBegun(form) ? [form, ...others] : others }
}

/** The one at hand is done with. */
export const goOn = ({ form, waiting: [next, ...rest] }: Forms, fresh: (after: EntryForm) => EntryForm): Forms => ({
  form: next ?? fresh(form),
  waiting: rest,
})

/** What would mend this passage or entry has nothing left to mend. */
export function without(forms: Forms, id: string, fresh: (after: EntryForm) => EntryForm): Forms {
  const isOf = (form: EntryForm): boolean => subjectOf(form)?.endsWith(` ${id}`) ?? false
  const left = { ...forms, waiting: forms.waiting.filter((form) => !isOf(form)) }
  return isOf(forms.form) ? goOn(left, fresh) : left
}
