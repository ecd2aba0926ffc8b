'use client'

import Link from 'next/link'
import { useState } from 'react'
import { EMPTY_SECTION, SECTION_HEADINGS, SECTION_NAMES, type SectionName } from '#domain/briefing/briefing'
import { fullDate } from '#domain/briefing/chinese-time'
import { confirmDraft, DRAFT_MARK } from '#domain/briefing/drafts'
import { linkedText } from '#domain/briefing/linked-text'
import type { Briefing } from '#protocol/briefing'
import { briefingWords } from '../../_text/briefing'
import { useText } from '../../_text/language'
import { useFormat } from '../../_text/use-format'
import { Dialog } from '../../_ui/dialog'
import { TextField } from '../../_ui/field'
import styles from './paper.module.css'

type Content = Briefing['content']
type Paragraph = Content['sections'][SectionName][number]
interface Draft {
  section: SectionName
  index: number
}

/**
 * The text as it will stand on paper, 28 characters a line: figures are links to where they come from, drafts wait to be
 * pressed. It is Chinese in every language.
 */
export const Paper = ({
  briefing,
  onConfirm,
}: {
  briefing: Briefing
  /** Takes the text with a draft confirmed; null where it may not be changed. */
  onConfirm: ((content: Content) => void) | null
}) => {
  const words = useText(briefingWords)
  const [draft, setDraft] = useState<Draft | null>(null)
  const { content } = briefing
  const confirm = ({ section, index }: Draft, answer: { unit: string; due: string }) => {
    const paragraphs = content.sections[section].map((paragraph, at) =>
      at === index ? { ...paragraph, text: confirmDraft(paragraph.text, answer) } : paragraph,
    )
    onConfirm?.({ ...content, sections: { ...content.sections, [section]: paragraphs } })
    setDraft(null)
  }
  return (
    <div className={styles.desk}>
      <p className={styles.hint}>{words.figuresHint}</p>
      <article className={styles.paper} lang="zh-CN">
        <Head briefing={briefing} />
        <h2 className={styles.title}>{content.title}</h2>
        {content.head.addressee === '' ? null : <p className={styles.line}>{content.head.addressee}：</p>}
        {SECTION_NAMES.map((section) => (
          <section key={section}>
            <h3 className={styles.heading}>{SECTION_HEADINGS[section]}</h3>
            {content.sections[section].length === 0 ? <p className={styles.paragraph}>{EMPTY_SECTION}</p> : null}
            {content.sections[section].map((paragraph, index) => (
              <Text
                key={index}
                paragraph={paragraph}
                onDraft={onConfirm === null ? null : () => setDraft({ section, index })}
              />
            ))}
          </section>
        ))}
        <Foot briefing={briefing} />
      </article>
      {draft === null ? null : (
        <Confirm
          sentence={content.sections[draft.section][draft.index]?.text ?? ''}
          onConfirm={(answer) => confirm(draft, answer)}
          onClose={() => setDraft(null)}
        />
      )}
    </div>
  )
}

const Text = ({ paragraph, onDraft }: { paragraph: Paragraph; onDraft: (() => void) | null }) => {
  const words = useText(briefingWords)
  return (
    <p className={styles.paragraph}>
      {linkedText(paragraph).map((piece, index) =>
        piece.source === null ? (
          <Plain key={index} text={piece.text} onDraft={onDraft} />
        ) : (
          <Link key={index} href={piece.source} className={styles.figure} title={words.figureHint} prefetch={false}>
            {piece.text}
          </Link>
        ),
      )}
    </p>
  )
}

const Plain = ({ text, onDraft }: { text: string; onDraft: (() => void) | null }) => {
  const words = useText(briefingWords)
  const parts = text.split(DRAFT_MARK)
  return parts.map((part, index) => (
    <span key={index}>
      {part}
      {index === parts.length - 1 ? null : onDraft === null ? (
        <mark className={styles.draft}>{DRAFT_MARK}</mark>
      ) : (
        <button
          type="button"
          className={styles.draft}
          onClick={onDraft}
          aria-label={`${DRAFT_MARK} ${words.confirmDraft}`}
        >
          {DRAFT_MARK}
        </button>
      )}
    </span>
  ))
}

const Confirm = ({
  sentence,
  onConfirm,
  onClose,
}: {
  sentence: string
  onConfirm: (answer: { unit: string; due: string }) => void
  onClose: () => void
}) => {
  const words = useText(briefingWords)
  const [unit, setUnit] = useState('')
  const [due, setDue] = useState('')
  const ready = unit.trim() !== '' && due.trim() !== ''
  return (
    <Dialog
      open
      title={words.confirmTitle}
      act={words.confirm}
      look="primary"
      onAct={() => {
        if (ready) onConfirm({ unit, due })
      }}
      onClose={onClose}
    >
      <p lang="zh-CN">{sentence.replaceAll(DRAFT_MARK, '')}</p>
      <TextField label={words.unit} value={unit} maxLength={60} onChange={(event) => setUnit(event.target.value)} />
      <TextField
        label={words.due}
        hint={words.dueHint}
        value={due}
        maxLength={40}
        onChange={(event) => setDue(event.target.value)}
      />
    </Dialog>
  )
}

/** The day of signing, before it that of the text. */
const useIssuedOn = ({ issuedAt, date }: Briefing): string => {
  const format = useFormat()
  return fullDate(issuedAt === null ? date : format.date(issuedAt))
}

const Head = ({ briefing }: { briefing: Briefing }) => {
  const { content, template, number, reissue, steps } = briefing
  const issuedOn = useIssuedOn(briefing)
  const signed = steps.findLast(({ step }) => step === 'sign')
  const again = reissue === 0 ? '' : `更正第${reissue}次`
  const issue = number === null ? '第　期（总第　期）' : `第${number.number}期（总第${number.total}期）`
  return (
    <header className={styles.head}>
      <p className={styles.internal}>内部资料</p>
      <p className={styles.red}>{template === 'bulletin' ? '疫情防控工作简报' : content.head.organ}</p>
      {template === 'bulletin' ? (
        <>
          <p className={styles.issue}>
            {issue}
            {again}
          </p>
          <p className={styles.edges}>
            <span>{content.head.organ}</span>
            <span>{issuedOn}</span>
          </p>
        </>
      ) : (
        <p className={styles.edges}>
          <span>
            {content.head.number}
            {again === '' ? '' : `（${again}）`}
          </span>
          <span>签发人：{signed?.name ?? '　　　'}</span>
        </p>
      )}
    </header>
  )
}

const Foot = ({ briefing }: { briefing: Briefing }) => {
  const { head } = briefing.content
  const issuedOn = useIssuedOn(briefing)
  if (briefing.template === 'bulletin')
    return (
      <footer className={styles.distribution}>
        {head.reportTo === '' ? null : <p>报：{head.reportTo}。</p>}
        {head.sendTo === '' ? null : <p>送：{head.sendTo}。</p>}
        {head.issueTo === '' ? null : <p>发：{head.issueTo}。</p>}
      </footer>
    )
  return (
    <footer className={styles.signature}>
      {head.attachments.map((name, index) => (
        <p key={name} className={styles.paragraph}>
          {index === 0 ? '附件：' : '　　　'}
          {head.attachments.length === 1 ? '' : `${index + 1}.`}
          {name}
        </p>
      ))}
      <p className={styles.organ}>{head.organ}</p>
      <p className={styles.date}>{issuedOn}</p>
    </footer>
  )
}
