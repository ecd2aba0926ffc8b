'use client'

import { useState } from 'react'
import { useText } from '../../_text/language'
import { places } from '../../_text/places'
import { PanelHead } from '../../_ui/panel-head'
import list from '../_list/list.module.css'
import { ArrangementForm } from './arrangement-form'
import { BasicsForm } from './basics-form'
import type { Arrangement, Checkpoint } from './checkpoint'
import styles from './checkpoints.module.css'
import { CrewsForm } from './crews-form'

const PARTS = ['basics', 'arrangement', 'crews'] as const
type Part = (typeof PARTS)[number]

/** One checkpoint in three parts, each saved by itself. */
export const EditPanel = ({
  checkpoint,
  arrangement,
  onClose,
  onSaved,
}: {
  checkpoint: Checkpoint
  arrangement: Arrangement
  onClose: () => void
  onSaved: () => Promise<void>
}) => {
  const words = useText(places)
  const [part, setPart] = useState<Part>('basics')
  return (
    <>
      <PanelHead title={`${checkpoint.name} ${checkpoint.code}`} onClose={onClose} />
      <div className={styles.parts}>
        {PARTS.map((one) => (
          <button
            key={one}
            type="button"
            className={list.filter}
            aria-pressed={one === part}
            onClick={() => setPart(one)}
          >
            {words.parts[one]}
          </button>
        ))}
      </div>
      {part === 'basics' ? <BasicsForm checkpoint={checkpoint} lanes={arrangement.lanes} onSaved={onSaved} /> : null}
      {part === 'arrangement' ? (
        <ArrangementForm name={checkpoint.name} arrangement={arrangement} onSaved={onSaved} />
      ) : null}
      {part === 'crews' ? <CrewsForm name={checkpoint.name} arrangement={arrangement} onSaved={onSaved} /> : null}
    </>
  )
}
