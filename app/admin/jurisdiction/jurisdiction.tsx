'use client'

import { type CSSProperties, useState } from 'react'
import { api } from '../../_live/api'
import { useSession } from '../../_live/session'
import { useResource } from '../../_live/use-resource'
import { admin } from '../../_text/admin'
import { everyRoom } from '../../_text/every-room'
import { useText } from '../../_text/language'
import { region as regionText } from '../../_text/region'
import { useFailureWords } from '../../_text/use-failure'
import { ErrorNote, Loading } from '../../_ui/blank'
import { Dialog } from '../../_ui/dialog'
import { JurisdictionForm } from '../../_ui/jurisdiction-form'
import { PanelHead } from '../../_ui/panel-head'
import { RowMenu } from '../../_ui/row-menu'
import { toast } from '../../_ui/toast'
import { Sheet, Work } from '../../_ui/work'
import { AddBelow } from './add-below'
import { BoundaryPanel } from './boundary-panel'
import styles from './jurisdiction.module.css'
import { Move } from './move'
import { type Region, regionTree } from './region'
import { Rename } from './rename'
import { SignInRules } from './sign-in-rules'

type Panel = { kind: 'settings' | 'add' | 'rename' | 'boundary' | 'move' | 'signIn'; region: Region }

/** The tree from the reader's own jurisdiction down; each with what lies in it and where it ends. */
export const Jurisdiction = () => {
  const words = useText(regionText)
  const common = useText(everyRoom)
  const saved = useText(admin).jurisdiction.saved
  const failureWords = useFailureWords()
  const session = useSession()
  const { value, failure, reload } = useResource<{ jurisdictions: Region[] }>('/jurisdictions')
  const [panel, setPanel] = useState<Panel | null>(null)
  const [removing, setRemoving] = useState<Region | null>(null)
  const regions = value?.jurisdictions ?? []
  const close = () => setPanel(null)
  const done = (said: string) => {
    close()
    toast(said)
    void reload()
  }
  const remove = async (region: Region) => {
    setRemoving(null)
    const answer = await api.delete(`/jurisdictions/${encodeURIComponent(region.code)}`)
    if (answer.ok) done(words.removed(region.name))
    else toast(failureWords(answer.failure, { conflict: words.notEmpty }))
  }

  const zone = session.phase === 'signed-in' ? session.session.zone : undefined
  return (
    <Work
      title={words.title}
      count={value === null ? null : regions.length}
      panel={
        panel === null ? null : panel.kind === 'settings' ? (
          <>
            <PanelHead title={words.settings} onClose={close} />
            <JurisdictionForm
              name={panel.region.name}
              {...(zone === undefined ? {} : { zone })}
              onDone={() => done(saved)}
            />
          </>
        ) : panel.kind === 'add' ? (
          <AddBelow
            key={panel.region.code}
            parent={panel.region}
            onClose={close}
            onAdded={(name) => done(words.saved(name))}
          />
        ) : panel.kind === 'rename' ? (
          <Rename
            key={panel.region.code}
            region={panel.region}
            onClose={close}
            onDone={(name) => done(words.renamed(name))}
          />
        ) : panel.kind === 'move' ? (
          <Move
            key={panel.region.code}
            region={panel.region}
            regions={regions}
            onClose={close}
            onDone={(parent) => done(words.moved(panel.region.name, parent))}
          />
        ) : panel.kind === 'signIn' ? (
          <SignInRules
            key={panel.region.code}
            region={panel.region}
            onClose={close}
            onDone={() => done(words.savedRules(panel.region.name))}
          />
        ) : (
          <BoundaryPanel
            key={panel.region.code}
            region={panel.region}
            isRoot={panel.region.parent === null}
            onClose={close}
            onImported={() => {
              toast(words.imported(panel.region.name))
              void reload()
            }}
          />
        )
      }
    >
      {failure ? <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} /> : null}
      {value === null && !failure ? <Loading rows={8} /> : null}
      {removing ? (
        <Dialog
          open
          title={words.removeTitle(removing.name)}
          act={words.removeAct}
          onAct={() => void remove(removing)}
          onClose={() => setRemoving(null)}
        >
          <p>{words.removeBody}</p>
        </Dialog>
      ) : null}
      {regions.length > 0 ? (
        <Sheet>
          <table>
            <thead>
              <tr>
                <th>{words.head.name}</th>
                <th data-spare>{words.head.code}</th>
                <th>{words.head.level}</th>
                <th data-spare>{words.head.boundary}</th>
                <th data-figure>{words.head.checkpoints}</th>
                <th data-spare data-figure>
                  {words.head.accounts}
                </th>
                <th data-spare data-figure>
                  {words.head.staff}
                </th>
                <th>
                  <span className="unseen">{common.acts}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {regionTree(regions).map(({ region, depth }) => (
                <tr key={region.code}>
                  <td className={styles.name} style={{ '--deep': depth } as CSSProperties}>
                    {region.name}
                  </td>
                  <td data-spare className={styles.quiet}>
                    {region.code}
                  </td>
                  <td>{words.level[region.level]}</td>
                  <td data-spare>
                    <button
                      type="button"
                      className={styles.open}
                      onClick={() => setPanel({ kind: 'boundary', region })}
                    >
                      {region.boundary?.source ?? words.boundaryNone}
                    </button>
                  </td>
                  <td data-figure>{region.checkpoints}</td>
                  <td data-spare data-figure>
                    {region.accounts}
                  </td>
                  <td data-spare data-figure>
                    {region.staff}
                  </td>
                  <td data-figure>
                    <RowMenu
                      label={words.acts(region.name)}
                      acts={[
                        ...(region.level === 'group'
                          ? []
                          : [{ name: words.add, onSelect: () => setPanel({ kind: 'add', region }) }]),
                        region.parent === null
                          ? { name: words.settings, onSelect: () => setPanel({ kind: 'settings', region }) }
                          : { name: words.rename, onSelect: () => setPanel({ kind: 'rename', region }) },
                        { name: words.boundary, onSelect: () => setPanel({ kind: 'boundary', region }) },
                        { name: words.signIn, onSelect: () => setPanel({ kind: 'signIn', region }) },
                        ...(region.parent === null
                          ? []
                          : [
                              {
                                name: words.move,
                                hint: words.moveHint,
                                onSelect: () => setPanel({ kind: 'move', region }),
                              },
                              {
                                name: words.remove,
                                hint: words.removeHint,
                                ending: true,
                                onSelect: () => setRemoving(region),
                              },
                            ]),
                      ]}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Sheet>
      ) : null}
    </Work>
  )
}
