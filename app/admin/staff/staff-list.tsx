'use client'

import { useState } from 'react'
import { api } from '../../_live/api'
import { useResource } from '../../_live/use-resource'
import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { places } from '../../_text/places'
import { useFailureWords } from '../../_text/use-failure'
import { useFormat } from '../../_text/use-format'
import { Empty, ErrorNote, Loading } from '../../_ui/blank'
import { Button } from '../../_ui/button'
import { Dialog } from '../../_ui/dialog'
import { Icon } from '../../_ui/icons'
import { RowMenu } from '../../_ui/row-menu'
import { toast } from '../../_ui/toast'
import { Sheet, Work } from '../../_ui/work'
import { ExportMenu } from '../_files/export-menu'
import list from '../_list/list.module.css'
import { SearchBox } from '../_list/search-box'
import { TableRows } from '../_list/table-rows'
import { AddStaff } from './add-staff'
import { ImportStaff } from './import-staff'
import type { Staff, ToldPin } from './staff-member'
import { TellPins } from './tell-pins'

type Panel = 'add' | 'import' | { told: readonly ToldPin[] }

/** Who stands at checkpoints; the panel puts somebody down, or shows a PIN that is told once. */
export const StaffList = () => {
  const words = useText(places).staff
  const common = useText(everyRoom)
  const format = useFormat()
  const failureWords = useFailureWords()
  const { value, failure, reload } = useResource<{ staff: Staff[] }>('/staff')
  const [panel, setPanel] = useState<Panel | null>(null)
  const [search, setSearch] = useState('')
  const [withEnded, setWithEnded] = useState(false)
  const [ending, setEnding] = useState<Staff | null>(null)
  const all = value?.staff ?? []
  const typed = search.trim().toLowerCase()
  const shown = all.filter(
    (one) =>
      (withEnded || one.endedAt === null) &&
      [one.name, one.agency, ...one.crews.map(({ place }) => place)].some((text) => text.toLowerCase().includes(typed)),
  )

  const another = async ({ id, name }: Staff) => {
    const answer = await api.post<{ pin: string | null }>(`/staff/${id}/pin`, {})
    if (!answer.ok) return toast(failureWords(answer.failure))
    setPanel({ told: [{ name, pin: answer.value.pin ?? '' }] })
    await reload()
  }
  const end = async (one: Staff, ended: boolean) => {
    setEnding(null)
    const answer = await api.patch(`/staff/${one.id}`, { ended })
    if (!answer.ok) return toast(failureWords(answer.failure))
    await reload()
    toast(ended ? words.endDone(one.name) : words.backDone(one.name))
  }

  return (
    <Work
      title={words.title}
      count={value === null ? null : all.filter(({ endedAt }) => endedAt === null).length}
      acts={
        <>
          <ExportMenu path="/staff" formats={['xlsx', 'csv']} />
          <Button aria-expanded={panel === 'import'} onClick={() => setPanel(panel === 'import' ? null : 'import')}>
            {words.import}
          </Button>
          <Button
            look="primary"
            aria-expanded={panel === 'add'}
            onClick={() => setPanel(panel === 'add' ? null : 'add')}
          >
            <Icon name="plus" />
            {words.add}
          </Button>
        </>
      }
      panel={
        panel === 'add' ? (
          <AddStaff
            onClose={() => setPanel(null)}
            onAdded={(told) => {
              setPanel({ told: [told] })
              void reload()
            }}
          />
        ) : panel === 'import' ? (
          <ImportStaff
            onClose={() => setPanel(null)}
            onImported={async (told) => {
              await reload()
              setPanel(told.length > 0 ? { told } : null)
            }}
          />
        ) : panel ? (
          <TellPins told={panel.told} onClose={() => setPanel(null)} />
        ) : null
      }
    >
      <p className={list.lead}>{words.hint}</p>
      {failure ? <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} /> : null}
      {value === null && !failure ? <Loading rows={8} /> : null}
      {value && all.length === 0 ? <Empty why={words.none} /> : null}
      {all.length > 0 ? (
        <div className={list.tools}>
          <SearchBox label={words.search} value={search} onChange={setSearch} />
          <label className={list.tick}>
            <input type="checkbox" checked={withEnded} onChange={(event) => setWithEnded(event.target.checked)} />
            {words.showEnded}
          </label>
        </div>
      ) : null}
      {ending ? (
        <Dialog
          open
          title={words.endTitle(ending.name)}
          act={words.end}
          onAct={() => void end(ending, true)}
          onClose={() => setEnding(null)}
        >
          <p>{words.endBody}</p>
        </Dialog>
      ) : null}
      {all.length > 0 && shown.length === 0 ? <Empty why={words.noneFound} /> : null}
      {shown.length > 0 ? (
        <Sheet>
          <table>
            <thead>
              <tr>
                <th>{words.head.name}</th>
                <th>{words.head.agency}</th>
                <th data-spare>{words.head.jurisdiction}</th>
                <th>{words.head.crews}</th>
                <th data-spare>{words.head.pin}</th>
                <th>
                  <span className="unseen">{common.acts}</span>
                </th>
              </tr>
            </thead>
            <TableRows rows={shown} keyOf={({ id }) => id}>
              {(one, placed) => (
                <tr key={one.id} {...placed} className={one.endedAt === null ? undefined : list.over}>
                  <td className={list.name}>{one.name}</td>
                  <td>{one.agency}</td>
                  <td data-spare>{one.jurisdiction.name}</td>
                  <td>
                    {one.endedAt === null
                      ? format.list(one.crews.map(({ place, crew }) => `${place} ${crew}`)) || '—'
                      : words.ended}
                  </td>
                  <td data-spare>{one.hasPin ? words.hasPin : words.noPin}</td>
                  <td data-figure>
                    <RowMenu
                      label={words.acts(one.name)}
                      acts={
                        one.endedAt === null
                          ? [
                              { name: words.another, hint: words.anotherHint, onSelect: () => void another(one) },
                              {
                                name: words.end,
                                hint: words.endHint,
                                ending: true,
                                onSelect: () => setEnding(one),
                              },
                            ]
                          : [{ name: words.back, onSelect: () => void end(one, false) }]
                      }
                    />
                  </td>
                </tr>
              )}
            </TableRows>
          </table>
        </Sheet>
      ) : null}
    </Work>
  )
}
