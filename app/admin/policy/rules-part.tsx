'use client'

import type { PolicyDocument, Rule } from '#domain/policy/policy'
import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { policy } from '../../_text/policy'
import { Empty } from '../../_ui/blank'
import { Button } from '../../_ui/button'
import { Icon } from '../../_ui/icons'
import { RowMenu } from '../../_ui/row-menu'
import { toast } from '../../_ui/toast'
import { Sheet } from '../../_ui/work'
import styles from './policy.module.css'

export const RulesPart = ({
  document,
  onOpen,
  onRemove,
}: {
  document: PolicyDocument
  onOpen: (rule: Rule | null) => void
  onRemove: (rule: Rule) => void
}) => {
  const words = useText(policy)
  const common = useText(everyRoom)
  const { head } = words.rule
  const remove = (rule: Rule) => {
    const uses = document.riskAreas.filter((area) => area.rule === rule.id).length
    if (uses > 0) toast(words.inUse(uses))
    else onRemove(rule)
  }
  return (
    <>
      <div className={styles.tools}>
        <Button onClick={() => onOpen(null)}>
          <Icon name="plus" />
          {words.rule.add}
        </Button>
      </div>
      {document.rules.length === 0 ? <Empty why={words.rule.none} /> : null}
      {document.rules.length > 0 ? (
        <Sheet>
          <table>
            <thead>
              <tr>
                <th>{head.name}</th>
                <th>{head.disposition}</th>
                <th data-spare data-figure>
                  {head.days}
                </th>
                <th data-spare>{head.asks}</th>
                <th data-spare>{head.order}</th>
                <th>
                  <span className="unseen">{common.acts}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {document.rules.map((rule) => (
                <tr key={rule.id}>
                  <td className={styles.name}>
                    <button type="button" className={styles.open} onClick={() => onOpen(rule)}>
                      {rule.name}
                    </button>
                    <span className={styles.sub}>{rule.document}</span>
                  </td>
                  <td>{words.disposition[rule.disposition]}</td>
                  <td data-spare data-figure>
                    {rule.days === 0 ? '—' : words.days(rule.days)}
                  </td>
                  <td data-spare>{rule.asks === null ? '—' : words.levelShort[rule.asks]}</td>
                  <td data-spare className={styles.wide}>
                    {rule.order}
                  </td>
                  <td data-figure>
                    <RowMenu
                      label={words.acts(rule.name)}
                      acts={[
                        { name: words.edit, onSelect: () => onOpen(rule) },
                        { name: words.remove, onSelect: () => remove(rule) },
                      ]}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Sheet>
      ) : null}
    </>
  )
}
