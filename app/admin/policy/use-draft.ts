'use client'

import { useEffect, useMemo, useState } from 'react'
import type { PolicyDocument } from '#domain/policy/policy'
import { type PolicyChange, policyChanges } from '#domain/policy/policy-changes'
import { useResource } from '../../_live/use-resource'
import { type Draft, type InForce, keepDraft, keptDraft } from './draft'

const REFRESH_MS = 20_000

/** The policy in force and what is written on top of it. */
export const useDraft = () => {
  const { value: inForce, failure, reload } = useResource<InForce>('/policy', REFRESH_MS)
  const [draft, setDraft] = useState<Draft | null>(null)
  useEffect(() => setDraft(keptDraft()), [])

  const document = draft?.document ?? inForce?.document ?? null
  // Where somebody else came between, it is the version before that these changes are made on: then all counts as one.
  const overtaken = draft !== null && inForce !== null && draft.base !== inForce.version
  const changes = useMemo<PolicyChange[]>(
    () => (draft === null || inForce === null ? [] : policyChanges(inForce.document, draft.document)),
    [draft, inForce],
  )

  const put = (next: Draft | null) => {
    setDraft(next)
    keepDraft(next)
  }
  return {
    inForce,
    failure,
    reload,
    draft,
    document,
    overtaken,
    changes,
    /** Lays a change over the draft; where nothing differs any more there is no draft. */
    change(part: Partial<PolicyDocument>) {
      if (document === null || inForce === null) return
      const base = draft?.base ?? inForce.version
      const next = { ...document, ...part }
      put(
        base === inForce.version && policyChanges(inForce.document, next).length === 0
          ? null
          : { base, document: next },
      )
    },
    replace: put,
  }
}
