import type { WhatIf } from '#domain/coverage/what-if'
import { download, type Failure } from '../../_live/api'
import { saveFile } from '../../_live/save-file'
import type { Language } from '../../_text/language'

export interface PlanFile {
  format: 'xlsx' | 'geojson' | 'csv'
  /** What a CSV, which holds one table, is to hold. */
  table?: 'crossings' | 'places' | 'checkpoints' | 'roads'
}

/** Asks the server for a file of the plan and hands it to the browser to keep; answers what went wrong, or null. */
export const exportPlan = async (plan: WhatIf, file: PlanFile, language: Language): Promise<Failure | null> => {
  const answer = await download('/coverage/export', { plan, language, ...file })
  if (!answer.ok) return answer.failure
  saveFile(answer.value)
  return null
}
