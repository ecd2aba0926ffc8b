'use client'

import { useCallback } from 'react'
import type { WhatIf } from '#domain/coverage/what-if'
import type { Promoted, Scenario } from '#protocol/scenario'
import { api } from '../../_live/api'
import { useResource } from '../../_live/use-resource'

/** Others keep plans too: asked again while the page is in sight. */
const EVERY_MS = 30_000

/** Plans that were kept, and what can be done to them. Each act answers as the call did, and then asks for the list again. */
export const useScenarios = () => {
  const { value, failure, reload } = useResource<{ scenarios: Scenario[] }>('/scenarios', EVERY_MS)
  const keep = useCallback(
    async (name: string, plan: WhatIf) => {
      const answer = await api.post<Scenario>('/scenarios', { name, plan })
      await reload()
      return answer
    },
    [reload],
  )
  const change = useCallback(
    async ({ id, version }: Scenario, next: { name?: string; plan?: WhatIf }) => {
      const answer = await api.patch<Scenario>(`/scenarios/${id}`, { version, ...next })
      await reload()
      return answer
    },
    [reload],
  )
  const remove = useCallback(
    async ({ id }: Scenario) => {
      const answer = await api.delete<undefined>(`/scenarios/${id}`)
      await reload()
      return answer
    },
    [reload],
  )
  const promote = useCallback(
    async ({ id }: Scenario, names: readonly string[]) => {
      const answer = await api.post<Promoted>(`/scenarios/${id}/promote`, { names })
      await reload()
      return answer
    },
    [reload],
  )
  return { scenarios: value?.scenarios ?? null, failure, reload, keep, change, remove, promote }
}
