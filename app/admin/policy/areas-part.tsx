'use client'

import type { RiskArea, Rule } from '#domain/policy/policy'
import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { policy } from '../../_text/policy'
import { useFormat } from '../../_text/use-format'
import { Empty } from '../../_ui/blank'
import { Button } from '../../_ui/button'
import { Icon } from '../../_ui/icons'
import { RowMenu } from '../../_ui/row-menu'
import { Sheet } from '../../_ui/work'
import list from '../_list/list.module.css'
import styles from './policy.module.css'

export const AreasPart = ({
  areas,
  rules,
  now,
  onOpen,
  onRemove,
}: {
  areas: readonly RiskArea[]
  rules: readonly Rule[]
  now: number
  onOpen: (area: RiskArea | null) => void
  onRemove: (area: RiskArea) => void
}) => {
  const words = useText(policy)
  const common = useText(everyRoom)
  const { head } = words.area
  return (
    <>
      <div className={styles.tools}>
        <Button onClick={() => onOpen(null)}>
          <Icon name="plus" />
          {words.area.add}
        </Button>
      </div>
      {areas.length === 0 ? <Empty why={words.area.none} /> : null}
      {areas.length > 0 ? (
        <Sheet>
          <table>
            <thead>
              <tr>
                <th>{head.name}</th>
                <th data-spare>{head.code}</th>
                <th data-spare>{head.plates}</th>
                <th>{head.level}</th>
                <th>{head.period}</th>
                <th data-spare>{head.rule}</th>
                <th>
                  <span className="unseen">{common.acts}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {areas.map((area) => (
                <tr key={area.id} className={isOver(area, now) ? list.over : undefined}>
                  <td className={styles.name}>
                    <button type="button" className={styles.open} onClick={() => onOpen(area)}>
                      {area.name}
                    </button>
                    {area.part ? <span className={styles.sub}>{area.part}</span> : null}
                  </td>
                  <td data-spare className={styles.code}>
                    {area.code ?? '—'}
                  </td>
                  <td data-spare>{area.plates.join(' ') || '—'}</td>
                  <td>{words.risk[area.level]}</td>
                  <td>
                    <Period area={area} now={now} />
                  </td>
                  <td data-spare>{rules.find(({ id }) => id === area.rule)?.name ?? area.rule}</td>
                  <td data-figure>
                    <RowMenu
                      label={words.acts(area.name)}
                      acts={[
                        { name: words.edit, onSelect: () => onOpen(area) },
                        { name: words.remove, onSelect: () => onRemove(area) },
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

const isOver = ({ to }: RiskArea, now: number) => to !== null && now > 0 && Date.parse(to) <= now

const Period = ({ area, now }: { area: RiskArea; now: number }) => {
  const words = useText(policy)
  const format = useFormat()
  const day = (at: string) => `${format.date(at).slice(5)} ${format.time(at)}`
  return (
    <>
      {day(area.from)} – {area.to === null ? words.unlimited : day(area.to)}
      {isOver(area, now) ? <span className={styles.mark}>{words.area.over}</span> : null}
      {now > 0 && Date.parse(area.from) > now ? <span className={styles.mark}>{words.area.soon}</span> : null}
    </>
  )
}
