'use client'

import { everyRoom } from '../_text/every-room'
import { setLanguage, useLanguage, useText } from '../_text/language'
import { Button } from './button'
import { useAwake } from './use-awake'

/** One tap to the other language, which is named in its own words. */
export const LanguageSwitch = ({ short = false }: { short?: boolean }) => {
  const words = useText(everyRoom)
  const language = useLanguage()
  const awake = useAwake()
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <Button
      look={short ? 'quiet' : 'plain'}
      disabled={!awake}
      onClick={() => setLanguage(other)}
      lang={other === 'zh' ? 'zh-CN' : 'en'}
    >
      {short ? words.otherLanguageShort : words.otherLanguage}
    </Button>
  )
}
