'use client'

import { type FormEvent, useState } from 'react'
import { api } from '../../_live/api'
import { useText } from '../../_text/language'
import { region as regionText } from '../../_text/region'
import { Dialog } from '../../_ui/dialog'
import { SelectField } from '../../_ui/field'
import { FormEnd } from '../../_ui/form-end'
import { PanelHead } from '../../_ui/panel-head'
import { useSending } from '../../_ui/use-sending'
import styles from './jurisdiction.module.css'
import { placesFor, type Region, withBelow } from './region'

/** Puts a region under another, with all below it; asked once more, since others see less or more of it at once. */
export const Move = ({
  region,
  regions,
  onClose,
  onDone,
}: {
  region: Region
  regions: readonly Region[]
  onClose: () => void
  onDone: (parent: string) => void
}) => {
  const words = useText(regionText)
  const targets = placesFor(regions, region)
  const [parent, setParent] = useState(targets[0]?.code ?? '')
  const [asking, setAsking] = useState(false)
  const { busy, error, setError, send } = useSending()
  const target = targets.find(({ code }) => code === parent)
  const moved = withBelow(regions, region)
  const checkpoints = moved.reduce((sum, one) => sum + one.checkpoints, 0)

  const move = async () => {
    const path = `/jurisdictions/${encodeURIComponent(region.code)}/move`
    const answer = await send(api.post(path, { parent }), { conflict: words.moveRefused }, { '/parent': words.moveTo })
    setAsking(false)
    if (answer.ok) onDone(target?.name ?? parent)
  }

  return (
    <>
      <PanelHead title={words.moveOf(region.name)} onClose={onClose} />
      {targets.length === 0 ? (
        <p className={styles.quiet}>{words.moveNowhere}</p>
      ) : (
        <form
          className={styles.form}
          onSubmit={(event: FormEvent) => {
            event.preventDefault()
            setError(null)
            setAsking(true)
          }}
        >
          <SelectField label={words.moveTo} value={parent} onChange={(event) => setParent(event.target.value)}>
            {targets.map((one) => (
              <option key={one.code} value={one.code}>
                {one.name}（{words.level[one.level]}）
              </option>
            ))}
          </SelectField>
          <FormEnd error={error} act={words.moveNext} />
        </form>
      )}
      <Dialog
        open={asking}
        look="primary"
        title={words.moveTitle(region.name, target?.name ?? '')}
        act={words.moveAct}
        busy={busy}
        onAct={() => void move()}
        onClose={() => setAsking(false)}
      >
        <p>{words.moveBody(moved.length - 1, checkpoints)}</p>
      </Dialog>
    </>
  )
}
