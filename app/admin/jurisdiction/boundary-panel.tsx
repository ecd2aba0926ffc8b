'use client'

import { type FormEvent, useState } from 'react'
import { api } from '../../_live/api'
import { useResource } from '../../_live/use-resource'
import { useText } from '../../_text/language'
import { region as regionText } from '../../_text/region'
import { useFailureWords } from '../../_text/use-failure'
import { useFormat } from '../../_text/use-format'
import { FileField } from '../../_ui/field'
import { FormEnd } from '../../_ui/form-end'
import { PanelHead } from '../../_ui/panel-head'
import styles from './jurisdiction.module.css'
import { outline, type Region } from './region'

interface Shape {
  type: 'Polygon' | 'MultiPolygon'
  coordinates: unknown
}

/** Where a jurisdiction ends, drawn, and the file that says otherwise. That of the highest comes with the roads. */
export const BoundaryPanel = ({
  region,
  isRoot,
  onClose,
  onImported,
}: {
  region: Region
  isRoot: boolean
  onClose: () => void
  onImported: () => void
}) => {
  const words = useText(regionText)
  const format = useFormat()
  const failureWords = useFailureWords()
  const path = `/jurisdictions/${encodeURIComponent(region.code)}/boundary`
  const { value, reload } = useResource<Shape>(path)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const file = new FormData(event.currentTarget).get('boundary')
    if (!(file instanceof File) || file.size === 0) return
    const geojson = await readJson(file)
    if (geojson === undefined) return setError(words.badFile)
    setBusy(true)
    setError(null)
    const answer = await api.put(path, { source: file.name, geojson })
    setBusy(false)
    if (!answer.ok) {
      const detail = answer.failure.kind === 'invalid' ? answer.failure.problem?.detail : undefined
      return setError(detail ?? failureWords(answer.failure, { conflict: words.boundaryRoads }))
    }
    await reload()
    onImported()
  }

  const drawn = value === null ? null : outline(polygonsOf(value))
  return (
    <>
      <PanelHead title={words.boundaryOf(region.name)} onClose={onClose} />
      {drawn === null ? (
        <p className={styles.quiet}>{words.boundaryNone}</p>
      ) : (
        <svg
          className={styles.outline}
          viewBox={`-2 -2 ${drawn.width + 4} ${drawn.height + 4}`}
          role="img"
          aria-label={words.boundaryPicture(region.name)}
        >
          <path d={drawn.path} fillRule="evenodd" vectorEffect="non-scaling-stroke" />
        </svg>
      )}
      {region.boundary ? (
        <p className={styles.quiet}>
          {words.boundaryFrom(region.boundary.source, format.date(region.boundary.updatedAt))}
        </p>
      ) : null}
      {isRoot ? (
        <p className={styles.quiet}>{words.boundaryRoads}</p>
      ) : (
        <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
          <FileField label={words.boundary} hint={words.boundaryHint} name="boundary" accept=".geojson,.json" />
          <FormEnd error={error} busy={busy} act={words.import} />
        </form>
      )}
    </>
  )
}

const readJson = async (file: File): Promise<unknown> => {
  try {
    return JSON.parse(await file.text())
  } catch {
    return undefined
  }
}

type Ring = [number, number][]

const polygonsOf = ({ type, coordinates }: Shape): Ring[][] =>
  type === 'Polygon' ? [coordinates as Ring[]] : (coordinates as Ring[][])
