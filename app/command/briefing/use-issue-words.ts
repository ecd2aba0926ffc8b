'use client'

import type { BriefingHeadline } from '#protocol/briefing'
import { briefingWords } from '../../_text/briefing'
import { number } from '../../_text/format'
import { useText } from '../../_text/language'

/** The number under which a briefing was issued, in words. */
export const useIssueWords = () => {
  const words = useText(briefingWords)
  return ({ template, number: given, reissue }: Pick<BriefingHeadline, 'template' | 'number' | 'reissue'>): string => {
    if (given === null) return words.noNumber
    const issue =
      template === 'bulletin'
        ? words.issue(number(given.number), number(given.total))
        : words.docNumber(number(given.number))
    return reissue === 0 ? issue : `${issue} ${words.reissue(number(reissue))}`
  }
}
