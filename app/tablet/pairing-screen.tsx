'use client'

import { useEffect, useRef, useState } from 'react'
import { everyRoom } from '../_text/every-room'
import { setLanguage, useLanguage, useText } from '../_text/language'
import { tablet } from '../_text/tablet'
import { tabletDevice } from '../_text/tablet-device'
import keyStyles from './_keys/keys.module.css'
import { CODE_ALPHABET, CODE_LENGTH, cleanCode, type PairFailure } from './_room/pairing'
import type { Held } from './_room/storage-witness'
import { TabletIcon } from './icons'
import styles from './pairing-screen.module.css'

interface PairingScreenProps {
  pair: (code: string) => Promise<PairFailure | null>
  /** The browser cleared what lay on this tablet. */
  cleared: Held | null
  onPaired: () => void
  /** Where a pairing is there already: the way back. */
  onBack: (() => void) | null
}

/** The code that the QR of /admin brings; it is taken out of the address, so that nobody shares it. */
function codeFromAddress(): string {
  const address = new URL(location.href)
  const code = address.searchParams.get('code')
  if (code === null) return ''
  address.searchParams.delete('code')
  history.replaceState(null, '', address)
  return cleanCode(code)
}

/** Eight characters on keys of our own, or by the QR without any. */
export const PairingScreen = ({ pair, cleared, onPaired, onBack }: PairingScreenProps) => {
  const words = useText(tabletDevice).pair
  const common = useText(everyRoom)
  const language = useLanguage()
  const tabletWords = useText(tablet)
  const [code, setCode] = useState('')
  const [working, setWorking] = useState(false)
  const [failure, setFailure] = useState<PairFailure | null>(null)
  const looked = useRef(false)
  const other = language === 'zh' ? 'en' : 'zh'

  const submit = async (typed: string) => {
    if (typed.length < CODE_LENGTH || working) return
    setWorking(true)
    setFailure(null)
    const failed = await pair(typed).catch((): PairFailure => 'failed')
    setWorking(false)
    if (failed === null) return onPaired()
    setFailure(failed)
    if (failed === 'invalid') setCode('')
  }

  useEffect(() => {
    if (looked.current) return
    looked.current = true
    const found = codeFromAddress()
    if (found === '') return
    setCode(found)
    submit(found).catch(() => setFailure('failed'))
  })

  const type = (value: string) => setCode(cleanCode(code + value))

  // A keyboard, or a scanner that behaves like one, types as well.
  const onKeyDown = useRef<(event: KeyboardEvent) => void>(() => undefined)
  onKeyDown.current = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Backspace') setCode(code.slice(0, -1))
    else if (event.key === 'Enter' && code.length === CODE_LENGTH) {
      event.preventDefault()
      submit(code).catch(() => setFailure('failed'))
    } else if (event.key.length === 1) type(event.key)
  }
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown.current(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])

  const missing = CODE_LENGTH - code.length
  return (
    <main className={styles.screen}>
      <div className={styles.bar}>
        <div>
          <h1>{words.title}</h1>
          <p>{words.hint}</p>
        </div>
        <button
          type="button"
          className={keyStyles.ghost}
          lang={other === 'zh' ? 'zh-CN' : 'en'}
          onClick={() => setLanguage(other)}
        >
          {common.otherLanguageShort}
        </button>
        {onBack ? (
          <button type="button" className={keyStyles.ghost} aria-label={words.back} onClick={onBack}>
            <TabletIcon name="close" />
          </button>
        ) : null}
      </div>
      {cleared ? (
        <p className={styles.failure} role="alert">
          <TabletIcon name="warning" size={26} />
          {words.cleared(cleared.post, cleared.waiting)}
        </p>
      ) : null}
      <div className={styles.code} role="img" aria-label={`${words.code} ${code}`}>
        {Array.from({ length: CODE_LENGTH }, (_, index) => [
          index === CODE_LENGTH / 2 ? <i key="middle" /> : null,
          <span key={`place-${index + 1}`} data-current={index === code.length}>
            {code[index] ?? ''}
          </span>,
        ])}
      </div>
      {failure ? (
        <p className={styles.failure} role="alert">
          <TabletIcon name="warning" size={26} />
          {words[failure]}
        </p>
      ) : null}
      <div className={styles.keys}>
        {[...CODE_ALPHABET].map((value) => (
          <button key={value} type="button" className={keyStyles.key} onClick={() => type(value)}>
            {value}
          </button>
        ))}
      </div>
      <div className={styles.acts}>
        <button
          type="button"
          className={`${keyStyles.key} ${keyStyles.soft}`}
          aria-label={tabletWords.backspace}
          onClick={() => setCode(code.slice(0, -1))}
        >
          <TabletIcon name="backspace" size={32} />
        </button>
        <button
          type="button"
          className={keyStyles.primary}
          aria-disabled={missing > 0 || working}
          onClick={() => {
            submit(code).catch(() => setFailure('failed'))
          }}
        >
          {working ? words.working : missing > 0 ? words.missing(missing) : words.submit}
        </button>
      </div>
    </main>
  )
}
