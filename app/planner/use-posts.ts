'use client'

import { useMemo } from 'react'
import { useCheckpoints, useClosures } from '../_live/use-live'
import { useStable } from '../_ui/stable'
import { keepKnown, NO_PLAN, type Plan } from './_plan/plan'
import { usePlan } from './_plan/plan-store'
import { type Post, postsOf, type Standing } from './_plan/post'
import type { Layer } from './selection'

/** The plan as far as it still speaks of something, and all posts as the layer shows them. */
export const usePosts = (layer: Layer): { plan: Plan; posts: readonly Post[]; planned: readonly string[] } => {
  const { plan: written } = usePlan()
  const checkpoints = useCheckpoints()
  const closures = useClosures()
  // Counts change all the time, and nothing here shows them.
  const seen = checkpoints.map(({ code, name, state, lng, lat }): Standing => ({ code, name, state, lng, lat }))
  const standing = useStable(seen, JSON.stringify)
  const planned = useMemo(() => standing.filter(({ state }) => state === 'planned').map(({ code }) => code), [standing])
  const plan = useMemo(() => {
    // Until the live picture is there, nothing is known to be gone.
    if (standing.length === 0) return written
    return keepKnown(written, new Set(standing.map(({ code }) => code)), new Set(closures.map(({ code }) => code)))
  }, [written, standing, closures])
  const posts = useMemo(() => {
    const shown = layer === 'plan' ? plan : layer === 'planned' ? { ...NO_PLAN, on: planned } : NO_PLAN
    return postsOf(standing, closures, shown)
  }, [layer, plan, planned, standing, closures])
  return { plan, posts, planned }
}
