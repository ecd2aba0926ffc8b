'use client'

import { useText } from '../../_text/language'
import { places } from '../../_text/places'
import { PanelHead } from '../../_ui/panel-head'
import list from '../_list/list.module.css'
import styles from './staff.module.css'
import type { ToldPin } from './staff-member'

/** A PIN that is told once; after an import, one for each who is new. */
export const TellPins = ({ told, onClose }: { told: readonly ToldPin[]; onClose: () => void }) => {
  const words = useText(places).staff
  const [one, ...more] = told
  if (one === undefined) return null
  return (
    <>
      <PanelHead
        title={more.length === 0 ? words.pinOf(one.name) : words.pinsOf(told.length)}
        onClose={onClose}
        tells
      />
      {more.length === 0 ? (
        <output className={styles.pin}>{one.pin}</output>
      ) : (
        <table className={styles.pins}>
          <tbody>
            {told.map(({ name, agency, pin }) => (
              <tr key={`${name} ${agency}`}>
                <td className={list.name}>{name}</td>
                <td>{agency}</td>
                <td data-figure>{pin}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className={list.hint}>{words.pinHint}</p>
    </>
  )
}
