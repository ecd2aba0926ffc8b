'use client'

import type { Checklist } from '#domain/policy/policy'
import { county } from '../../_text/county'
import { useText } from '../../_text/language'
import { policy } from '../../_text/policy'
import { useFormat } from '../../_text/use-format'
import { Empty } from '../../_ui/blank'
import { Button } from '../../_ui/button'
import { Icon } from '../../_ui/icons'
import { RowMenu } from '../../_ui/row-menu'
import styles from './policy.module.css'

export const ChecklistsPart = ({
  checklists,
  onOpen,
  onRemove,
}: {
  checklists: readonly Checklist[]
  onOpen: (checklist: Checklist | null) => void
  onRemove: (checklist: Checklist) => void
}) => {
  const words = useText(policy)
  const shared = useText(county)
  const format = useFormat()
  return (
    <>
      <div className={styles.tools}>
        <Button onClick={() => onOpen(null)}>
          <Icon name="plus" />
          {words.checklist.add}
        </Button>
      </div>
      {checklists.length === 0 ? <Empty why={words.checklist.none} /> : null}
      <div className={styles.cards}>
        {checklists.map((checklist) => (
          <section key={checklist.id} className={styles.card}>
            <header className={styles.cardHead}>
              <h2>{checklist.name}</h2>
              <RowMenu
                label={words.acts(checklist.name)}
                acts={[
                  { name: words.edit, onSelect: () => onOpen(checklist) },
                  { name: words.remove, onSelect: () => onRemove(checklist) },
                ]}
              />
            </header>
            <p className={styles.hint}>
              {words.checklist.uses[checklist.use]} ·{' '}
              {checklist.rings.length === 0 ? words.all : format.list(checklist.rings.map((ring) => shared.ring[ring]))}
            </p>
            <ol className={styles.items}>
              {checklist.items.map((item) => (
                <li key={item.id}>{item.text}</li>
              ))}
            </ol>
          </section>
        ))}
      </div>
    </>
  )
}
