'use client'

import { DATA_KINDS, SEERS, type Sight, sightOf } from '#domain/privacy/who-sees'
import { useText } from '../_text/language'
import { privacy } from '../_text/privacy'
import { Sheet } from '../_ui/work'
import styles from './privacy.module.css'

/** The table that the server goes by, from the same file. Each cell says it by shape and in words. */
export const SightTable = () => {
  const words = useText(privacy)
  return (
    <Sheet>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.data}</th>
            {SEERS.map((seer) => (
              <th key={seer} scope="col">
                {words.seer[seer]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {DATA_KINDS.map((kind) => (
            <tr key={kind}>
              <th scope="row">{words.kind[kind]}</th>
              {SEERS.map((seer) => {
                const sight = sightOf(seer, kind)
                return (
                  <td key={seer} data-sight={sight}>
                    <Shape sight={sight} />
                    {words.sight[sight]}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  )
}

/** A disc that is full, half, a ring, a ring with a bar, or a dash: how much is seen. */
const Shape = ({ sight }: { sight: Sight }) => (
  <svg className={styles.shape} viewBox="-8 -8 16 16" width="14" height="14" aria-hidden="true">
    {sight === 'none' ? (
      <path d="M-4 0H4" />
    ) : (
      <>
        <circle r="5.5" data-filled={sight === 'full' || undefined} />
        {sight === 'shift' ? <path d="M0 -5.5A5.5 5.5 0 0 1 0 5.5Z" data-filled /> : null}
        {sight === 'opened' ? <circle r="2" data-filled /> : null}
        {sight === 'masked' ? <path d="M-3 0H3" /> : null}
      </>
    )}
  </svg>
)
