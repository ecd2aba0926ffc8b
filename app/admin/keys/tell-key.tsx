'use client'

import { useState } from 'react'
import { admin } from '../../_text/admin'
import { useText } from '../../_text/language'
import { Button } from '../../_ui/button'
import { Icon } from '../../_ui/icons'
import { PanelHead } from '../../_ui/panel-head'
import list from '../_list/list.module.css'

/** A key that the server made and tells this once. */
export interface MadeKey {
  name: string
  key: string
}

export const TellKey = ({ made, onClose }: { made: MadeKey; onClose: () => void }) => {
  const words = useText(admin).keys
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(made.key)
      setCopied(true)
    } catch {
      // Over plain HTTP there is no clipboard; the key can be selected with one press.
    }
  }
  return (
    <section className={list.form}>
      <PanelHead title={words.keyOf(made.name)} onClose={onClose} tells />
      <output className={list.told}>{made.key}</output>
      <p className={list.hint}>{words.keyHint}</p>
      <Button onClick={() => void copy()}>
        <Icon name={copied ? 'check' : 'copy'} />
        {copied ? words.copied : words.copy}
      </Button>
    </section>
  )
}
