'use client'

import { useText } from '../../_text/language'
import { planWords } from '../../_text/planner-plan'
import styles from '../editor.module.css'
import { LAYERS, select, useSelection } from '../selection'

/** What is now, as planned, or the plan: three views of one county. */
export const LayerSwitch = () => {
  const words = useText(planWords)
  const { layer } = useSelection()
  return (
    <fieldset className={styles.layers}>
      <legend className="unseen">{words.layers}</legend>
      {LAYERS.map((one) => (
        <label key={one} className={styles.layer} data-chosen={one === layer || undefined}>
          <input
            type="radio"
            name="layer"
            className="unseen"
            checked={one === layer}
            onChange={() => select({ layer: one })}
          />
          {words.layer[one]}
        </label>
      ))}
    </fieldset>
  )
}
