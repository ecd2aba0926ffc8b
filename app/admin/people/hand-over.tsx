'use client'

import { useState } from 'react'
import { admin } from '../../_text/admin'
import { useText } from '../../_text/language'
import { Button } from '../../_ui/button'
import { Icon } from '../../_ui/icons'
import { PanelHead } from '../../_ui/panel-head'
import list from '../_list/list.module.css'

/** A password that the server made and tells this once. */
export interface Handed {
  name: string
  password: string | null
}

export const HandOver = ({ handed, onClose }: { handed: Handed; onClose: () => void }) => {
  const words = useText(admin).people
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(handed.password ?? '')
      setCopied(true)
    } catch {
      // Over plain HTTP there is no clipboard; the password can be selected with one press.
    }
  }
  return (
    <section className={list.form}>
      <PanelHead title={words.passwordOf(handed.name)} onClose={onClose} tells />
      <output className={list.told}>{handed.password}</output>
      <p className={list.hint}>{words.passwordHint}</p>
      <Button onClick={() => void copy()}>
        <Icon name={copied ? 'check' : 'copy'} />
        {copied ? words.copied : words.copy}
      </Button>
    </section>
  )
}
