'use client'

import { RETENTION_KINDS, type Retention } from '#domain/privacy/retention'
import { useResource } from '../_live/use-resource'
import { useText } from '../_text/language'
import { privacy } from '../_text/privacy'
import { useFailureWords } from '../_text/use-failure'
import { ErrorNote, Loading } from '../_ui/blank'
import { Button } from '../_ui/button'
import { SignedIn } from '../_ui/signed-in'
import { TopBar } from '../_ui/top-bar'
import { Sheet, Work } from '../_ui/work'
import { Notice } from './notice'
import styles from './privacy.module.css'
import { SightTable } from './sight-table'

/** Open to everybody who is signed in: whom the table is about may read it. What is printed is the notice alone. */
export const Privacy = () => (
  <SignedIn room={null}>
    {(session) => (
      <>
        <div className={styles.screen}>
          <TopBar session={session} here={null} />
        </div>
        <Parts place={session.user.jurisdiction.name} />
      </>
    )}
  </SignedIn>
)

const Parts = ({ place }: { place: string }) => {
  const words = useText(privacy)
  const failureWords = useFailureWords()
  const { value, failure, reload } = useResource<Retention>('/retention')
  return (
    <>
      <div className={styles.screen}>
        <Work
          title={words.title}
          acts={
            <Button look="primary" onClick={() => window.print()} disabled={value === null}>
              {words.print}
            </Button>
          }
        >
          <p className={styles.lead}>{words.lead}</p>
          <SightTable />
          <p className={styles.hint}>{words.legend}</p>
          <h2 className={styles.heading}>{words.keeping}</h2>
          {failure ? <ErrorNote what={failureWords(failure)} onRetry={() => void reload()} /> : null}
          {value === null && !failure ? <Loading /> : null}
          {value ? <Kept days={value} /> : null}
          <p className={styles.hint}>{words.keptHint}</p>
          <p className={styles.hint}>{words.sealed}</p>
        </Work>
      </div>
      {value ? <Notice place={place} days={value} /> : null}
    </>
  )
}

const Kept = ({ days }: { days: Retention }) => {
  const words = useText(privacy)
  return (
    <div className={styles.days}>
      <Sheet>
        <table className={styles.kept}>
          <tbody>
            {RETENTION_KINDS.map((kind) => (
              <tr key={kind}>
                <td>{words.kept[kind]}</td>
                <td data-figure>{words.keptDays(String(days[kind]))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Sheet>
    </div>
  )
}
