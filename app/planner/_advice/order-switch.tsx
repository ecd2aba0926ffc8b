'use client'

import { useText } from '../../_text/language'
import { adviceWords } from '../../_text/planner-advice'
import { select, useSelection } from '../selection'
import styles from './advice.module.css'

const ORDERS = ['people', 'traffic'] as const

/** Whom the first points are for: the most people, or the most vehicles. */
export const OrderSwitch = () => {
  const words = useText(adviceWords)
  const order = useSelection().by ?? 'people'
  return (
    <>
      <fieldset className={styles.orders}>
        <legend className="unseen">{words.order}</legend>
        {ORDERS.map((one) => (
          <label key={one} className={styles.order} data-chosen={one === order || undefined}>
            <input
              type="radio"
              name="order"
              className="unseen"
              checked={one === order}
              onChange={() => select({ by: one === 'people' ? null : one })}
            />
            {words.orders[one]}
          </label>
        ))}
      </fieldset>
      {order === 'traffic' ? <p className={styles.note}>{words.trafficNote}</p> : null}
    </>
  )
}
