'use client'

import { SECTION_HEADINGS, SECTION_NAMES, type SectionName } from '#domain/briefing/briefing'
import { writtenOver } from '#domain/briefing/linked-text'
import type { Briefing } from '#protocol/briefing'
import { briefingWords } from '../../_text/briefing'
import { useText } from '../../_text/language'
import { useFormat } from '../../_text/use-format'
import { Button } from '../../_ui/button'
import { AreaField, TextField } from '../../_ui/field'
import { Icon } from '../../_ui/icons'
import styles from './briefing.module.css'

type Content = Briefing['content']
type Head = Content['head']
type Paragraph = Content['sections'][SectionName][number]

const LINES: Readonly<Record<Briefing['template'], readonly Exclude<keyof Head, 'attachments'>[]>> = {
  bulletin: ['organ', 'reportTo', 'sendTo', 'issueTo'],
  report: ['organ', 'number', 'addressee'],
}

/** The text in fields, paragraph by paragraph, with what stands around it. */
export const BriefingEditor = ({
  template,
  content,
  onChange,
}: {
  template: Briefing['template']
  content: Content
  onChange: (next: Content) => void
}) => {
  const words = useText(briefingWords)
  const setHead = (change: Partial<Head>) => onChange({ ...content, head: { ...content.head, ...change } })
  const setSection = (name: SectionName, paragraphs: Paragraph[]) =>
    onChange({ ...content, sections: { ...content.sections, [name]: paragraphs } })
  return (
    <div className={styles.editor}>
      <section className={styles.fields}>
        <div className={styles.wide}>
          <TextField
            label={words.fields.title}
            value={content.title}
            maxLength={200}
            onChange={(event) => onChange({ ...content, title: event.target.value })}
          />
        </div>
        {LINES[template].map((line) => (
          <TextField
            key={line}
            label={words.fields[line]}
            value={content.head[line]}
            maxLength={200}
            onChange={(event) => setHead({ [line]: event.target.value })}
          />
        ))}
        {template === 'report' ? (
          <div className={styles.wide}>
            <AreaField
              label={words.fields.attachments}
              rows={2}
              value={content.head.attachments.join('\n')}
              onChange={(event) => setHead({ attachments: event.target.value.split('\n').slice(0, 10) })}
            />
          </div>
        ) : null}
      </section>
      {SECTION_NAMES.map((name) => (
        <Section
          key={name}
          heading={SECTION_HEADINGS[name]}
          paragraphs={content.sections[name]}
          onChange={(paragraphs) => setSection(name, paragraphs)}
        />
      ))}
    </div>
  )
}

const Section = ({
  heading,
  paragraphs,
  onChange,
}: {
  heading: string
  paragraphs: readonly Paragraph[]
  onChange: (next: Paragraph[]) => void
}) => {
  const words = useText(briefingWords)
  const format = useFormat()
  return (
    <section className={styles.section} aria-label={heading}>
      <h2 lang="zh-CN">{heading}</h2>
      {paragraphs.map((paragraph, index) => {
        const over = writtenOver(paragraph)
        return (
          <div key={index} className={styles.row}>
            <AreaField
              label={`${heading} ${index + 1}`}
              lang="zh-CN"
              className={styles.text}
              rows={Math.max(2, Math.ceil(paragraph.text.length / 40))}
              maxLength={2_000}
              value={paragraph.text}
              onChange={(event) =>
                onChange(paragraphs.map((one, at) => (at === index ? { ...one, text: event.target.value } : one)))
              }
            />
            <Button
              look="quiet"
              aria-label={`${words.removeParagraph}：${heading} ${index + 1}`}
              title={words.removeParagraph}
              onClick={() => onChange(paragraphs.filter((_, at) => at !== index))}
            >
              <Icon name="close" />
            </Button>
            {over.length === 0 ? null : (
              <p className={styles.over}>{words.over(format.list(over.map(({ text }) => text)))}</p>
            )}
          </div>
        )
      })}
      {paragraphs.length === 0 ? <p className={styles.why}>{words.emptySection}</p> : null}
      <Button onClick={() => onChange([...paragraphs, { text: '', figures: [] }])}>
        <Icon name="plus" /> {words.addParagraph}
      </Button>
    </section>
  )
}
