'use client'

import { useEffect, useState } from 'react'
import { MINUTE_MS } from '#domain/instant'
import type { Checklist, RiskArea, Rule } from '#domain/policy/policy'
import { useServerNow } from '../../_live/use-live'
import { useText } from '../../_text/language'
import { policy } from '../../_text/policy'
import { useFailureWords } from '../../_text/use-failure'
import { useFormat } from '../../_text/use-format'
import { ErrorNote, Loading } from '../../_ui/blank'
import { toast } from '../../_ui/toast'
import { Work } from '../../_ui/work'
import list from '../_list/list.module.css'
import { AreaForm } from './area-form'
import { AreasPart } from './areas-part'
import { ChecklistForm } from './checklist-form'
import { ChecklistsPart } from './checklists-part'
import { type InForce, withItem } from './draft'
import { DraftBar } from './draft-bar'
import { HistoryPart } from './history-part'
import styles from './policy.module.css'
import { Review } from './review'
import { RuleForm } from './rule-form'
import { RulesPart } from './rules-part'
import { TimesPart } from './times-part'
import { useDraft } from './use-draft'

const PARTS = ['times', 'areas', 'rules', 'checklists', 'history'] as const
type Part = (typeof PARTS)[number]

type Panel =
  | { kind: 'review' }
  | { kind: 'area'; item: RiskArea | null }
  | { kind: 'rule'; item: Rule | null }
  | { kind: 'checklist'; item: Checklist | null }

const partInAddress = (): Part =>
  PARTS.find((part) => part === new URLSearchParams(window.location.search).get('part')) ?? 'times'

/** The policy: five parts of one draft, and what it changes before it is put in force. */
export const Policy = () => {
  const words = useText(policy)
  const failureWords = useFailureWords()
  const now = useServerNow(MINUTE_MS) ?? 0
  const { inForce, failure, reload, draft, document, overtaken, changes, change, replace } = useDraft()
  const [part, setPart] = useState<Part>('times')
  const [panel, setPanel] = useState<Panel | null>(null)
  useEffect(() => setPart(partInAddress()), [])

  const show = (next: Part) => {
    setPart(next)
    setPanel(null)
    window.history.replaceState(null, '', `?part=${next}`)
  }
  const close = () => setPanel(null)
  const remove = <Key extends 'riskAreas' | 'rules' | 'checklists'>(key: Key, item: { id: string; name: string }) => {
    if (document === null) return
    const before = document[key]
    change({ [key]: before.filter(({ id }) => id !== item.id) })
    close()
    toast(words.removedFromDraft(item.name), () => change({ [key]: before }))
  }
  const discard = () => {
    const dropped = draft
    replace(null)
    close()
    toast(words.discarded, () => replace(dropped))
  }

  return (
    <Work
      title={words.title}
      acts={inForce ? <Standing inForce={inForce} now={now} /> : null}
      panel={
        document && panel ? (
          <>
            {panel.kind === 'review' && draft ? (
              <Review
                draft={draft}
                changes={changes}
                onClose={close}
                onPublished={(version) => {
                  replace(null)
                  close()
                  toast(words.published(version))
                  void reload()
                }}
              />
            ) : null}
            {panel.kind === 'area' ? (
              <AreaForm
                key={panel.item?.id ?? ''}
                area={panel.item}
                rules={document.rules}
                onClose={close}
                onKeep={(area) => {
                  change({ riskAreas: withItem(document.riskAreas, area) })
                  close()
                }}
              />
            ) : null}
            {panel.kind === 'rule' ? (
              <RuleForm
                key={panel.item?.id ?? ''}
                rule={panel.item}
                onClose={close}
                onKeep={(rule) => {
                  change({ rules: withItem(document.rules, rule) })
                  close()
                }}
              />
            ) : null}
            {panel.kind === 'checklist' ? (
              <ChecklistForm
                key={panel.item?.id ?? ''}
                checklist={panel.item}
                onClose={close}
                onKeep={(checklist) => {
                  change({ checklists: withItem(document.checklists, checklist) })
                  close()
                }}
              />
            ) : null}
          </>
        ) : null
      }
    >
      {failure ? <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} /> : null}
      {document === null && !failure ? <Loading rows={8} /> : null}
      {document && inForce ? (
        <>
          {draft ? (
            <DraftBar
              count={changes.length}
              overtakenBy={overtaken ? inForce.version : null}
              onDiscard={discard}
              onReview={() => setPanel({ kind: 'review' })}
            />
          ) : null}
          <nav className={styles.parts} aria-label={words.title}>
            {PARTS.map((one) => (
              <button
                key={one}
                type="button"
                className={list.filter}
                aria-current={one === part ? 'page' : undefined}
                onClick={() => show(one)}
              >
                {one === 'areas'
                  ? words.partOf(words.part.areas, document.riskAreas.length)
                  : one === 'rules'
                    ? words.partOf(words.part.rules, document.rules.length)
                    : words.part[one]}
              </button>
            ))}
          </nav>
          {part === 'times' ? <TimesPart document={document} onChange={change} /> : null}
          {part === 'areas' ? (
            <AreasPart
              areas={document.riskAreas}
              rules={document.rules}
              now={now}
              onOpen={(item) => setPanel({ kind: 'area', item })}
              onRemove={(item) => remove('riskAreas', item)}
            />
          ) : null}
          {part === 'rules' ? (
            <RulesPart
              document={document}
              onOpen={(item) => setPanel({ kind: 'rule', item })}
              onRemove={(item) => remove('rules', item)}
            />
          ) : null}
          {part === 'checklists' ? (
            <ChecklistsPart
              checklists={document.checklists}
              onOpen={(item) => setPanel({ kind: 'checklist', item })}
              onRemove={(item) => remove('checklists', item)}
            />
          ) : null}
          {part === 'history' ? <HistoryPart version={inForce.version} now={now} /> : null}
        </>
      ) : null}
    </Work>
  )
}

const Standing = ({ inForce, now }: { inForce: InForce; now: number }) => {
  const words = useText(policy)
  const format = useFormat()
  return (
    <span className={styles.standing}>
      {inForce.at === null
        ? words.never
        : words.since(inForce.version, format.dayAndTime(inForce.at, now), inForce.byName ?? words.system)}
    </span>
  )
}
