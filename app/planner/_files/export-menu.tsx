'use client'

import { useId, useRef } from 'react'
import type { WhatIf } from '#domain/coverage/what-if'
import { useLanguage, useText } from '../../_text/language'
import { exportWords } from '../../_text/planner-export'
import { useFailureWords } from '../../_text/use-failure'
import { Button } from '../../_ui/button'
import { toast } from '../../_ui/toast'
import styles from '../editor.module.css'
import { exportPlan, type PlanFile } from './export-plan'
import { printPlan } from './print-plan'

const FILES: readonly PlanFile[] = [
  { format: 'xlsx' },
  { format: 'geojson' },
  { format: 'csv', table: 'crossings' },
  { format: 'csv', table: 'places' },
  { format: 'csv', table: 'checkpoints' },
  { format: 'csv', table: 'roads' },
]

/** What is shown as a file for others' tools, or on a sheet of A3. */
export const ExportMenu = ({ plan }: { plan: WhatIf }) => {
  const words = useText(exportWords)
  const language = useLanguage()
  const failureWords = useFailureWords()
  const id = useId()
  const menu = useRef<HTMLDivElement>(null)
  const take = async (file: PlanFile) => {
    menu.current?.hidePopover()
    const failure = await exportPlan(plan, file, language)
    toast(failure === null ? words.taken : failureWords(failure))
  }
  const print = () => {
    menu.current?.hidePopover()
    void printPlan()
  }
  return (
    <>
      <Button popoverTarget={id}>{words.export}</Button>
      <div ref={menu} id={id} popover="auto" className={styles.menu}>
        {FILES.map((file) => (
          <button
            key={`${file.format} ${file.table ?? ''}`}
            type="button"
            className={styles.menuItem}
            onClick={() => void take(file)}
          >
            {file.table === undefined ? words.format[file.format] : words.table[file.table]}
          </button>
        ))}
        <button type="button" className={styles.menuItem} onClick={print}>
          {words.print}
        </button>
      </div>
    </>
  )
}
