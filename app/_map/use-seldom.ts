'use client'

import { useSettled } from '../_ui/use-settled'

/** Among more than this, names are placed anew at most so often: the glyphs tell at once what changed. */
const MANY = 300
const NAMES_EVERY_MS = 2000

/** What names are placed by: of a few at once, of many seldom. */
export const useSeldom = <T>(all: readonly T[]): readonly T[] => useSettled(all, all.length > MANY ? NAMES_EVERY_MS : 0)
