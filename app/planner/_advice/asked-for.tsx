'use client'

import type { PlaceResult } from '#domain/coverage/result'
import { useText } from '../../_text/language'
import { adviceWords } from '../../_text/planner-advice'
import { useFormat } from '../../_text/use-format'
import { Button } from '../../_ui/button'
import { setTool, useTool } from '../_plan/tool'
import { placeKey } from '../picked'
import { select } from '../selection'
import styles from './advice.module.css'
import type { Asked } from './asked'

const NAMED = 2

/** Whom the advice is for: all, places that were picked, or an area that is drawn. */
export const AskedFor = ({ asked, places }: { asked: Asked; places: readonly PlaceResult[] }) => {
  const words = useText(adviceWords)
  const format = useFormat()
  const isDrawing = useTool() === 'area'
  const names = (asked.places ?? []).map((key) => places.find((place) => placeKey(place) === key)?.name ?? key)
  const isAll = asked.places === null && asked.area === null
  return (
    <section className={styles.section}>
      <h2 className={styles.title}>{words.askedFor}</h2>
      <p className={styles.asked}>
        {asked.area
          ? words.area(asked.area.length)
          : isAll
            ? words.all
            : words.places(format.list(names.slice(0, NAMED)), names.length)}
      </p>
      <div className={styles.acts}>
        <Button onClick={() => setTool(isDrawing ? 'select' : 'area')} aria-pressed={isDrawing}>
          {words.draw}
        </Button>
        {isAll ? null : <Button onClick={() => select({ ask: null, area: null })}>{words.askAll}</Button>}
      </div>
      {isDrawing ? <p className={styles.note}>{words.drawing}</p> : null}
    </section>
  )
}
