'use client'

import { ALERT_KINDS } from '#domain/alerts/alert-kinds'
import { SITES } from '#domain/entries/entry'
import { MINUTE_MS } from '#domain/instant'
import { ASK_LEVELS, type AskLevel, type PolicyDocument } from '#domain/policy/policy'
import { alertTimes } from '../../_text/alert-times'
import { useText } from '../../_text/language'
import { policy } from '../../_text/policy'
import { useSupplyName } from '../../_text/supplies'
import { SelectField } from '../../_ui/field'
import { NumberField } from '../../_ui/number-field'
import { LevelsAt } from './levels-at'
import styles from './policy.module.css'
import { ReportTimes } from './report-times'

export const TimesPart = ({
  document,
  onChange,
}: {
  document: PolicyDocument
  onChange: (part: Partial<PolicyDocument>) => void
}) => {
  const words = useText(policy)
  const alertWords = useText(alertTimes)
  const { times, units } = words
  const { thresholds, deadlines, alertLimits, stateTimes } = document
  const supplyName = useSupplyName()
  const minutes = { unit: units.minutes }
  return (
    <div className={styles.columns}>
      <section className={styles.card}>
        <h2>{times.thresholds}</h2>
        <p className={styles.hint}>{times.thresholdsHint}</p>
        <div className={styles.three}>
          {SITES.map((site) => (
            <NumberField
              key={site}
              label={times.site[site]}
              unit={units.celsius}
              decimals={1}
              value={thresholds[site]}
              onChange={(value) => onChange({ thresholds: { ...thresholds, [site]: value } })}
            />
          ))}
        </div>
        <NumberField
          {...minutes}
          label={times.recheckMinutes}
          hint={times.recheckHint}
          value={document.recheckMinutes}
          onChange={(recheckMinutes) => onChange({ recheckMinutes })}
        />
      </section>
      <section className={styles.card}>
        <h2>{times.asks}</h2>
        <p className={styles.hint}>{times.asksHint}</p>
        <SelectField
          label={times.level}
          value={document.level}
          onChange={(event) => onChange({ level: event.target.value as AskLevel })}
        >
          {ASK_LEVELS.map((one) => (
            <option key={one} value={one}>
              {words.level[one]}
            </option>
          ))}
        </SelectField>
        <LevelsAt levels={document.levelAt} onChange={(levelAt) => onChange({ levelAt })} />
      </section>
      <section className={styles.card}>
        <h2>{times.deadlines}</h2>
        <ReportTimes
          reports={deadlines.reports}
          onChange={(reports) => onChange({ deadlines: { ...deadlines, reports } })}
        />
        <NumberField
          {...minutes}
          label={times.remind}
          value={deadlines.remindMinutes}
          onChange={(remindMinutes) => onChange({ deadlines: { ...deadlines, remindMinutes } })}
        />
      </section>
      <section className={styles.card}>
        <h2>{alertWords.alerts}</h2>
        <p className={styles.hint}>{alertWords.alertsHint}</p>
        {ALERT_KINDS.map((kind) => (
          <NumberField
            key={kind}
            {...minutes}
            label={alertWords.alert[kind]}
            value={deadlines.alertMinutes[kind]}
            onChange={(value) =>
              onChange({ deadlines: { ...deadlines, alertMinutes: { ...deadlines.alertMinutes, [kind]: value } } })
            }
          />
        ))}
        <NumberField
          unit={units.vehicles}
          label={alertWords.queueVehicles}
          value={alertLimits.queueVehicles}
          onChange={(queueVehicles) => onChange({ alertLimits: { ...alertLimits, queueVehicles } })}
        />
        {Object.entries(alertLimits.stock).map(([supply, count]) => (
          <NumberField
            key={supply}
            unit=""
            label={alertWords.stockLow(supplyName(supply))}
            value={count}
            onChange={(value) =>
              onChange({ alertLimits: { ...alertLimits, stock: { ...alertLimits.stock, [supply]: value } } })
            }
          />
        ))}
      </section>
      <section className={styles.card}>
        <h2>{times.states}</h2>
        <NumberField
          {...minutes}
          label={times.offline}
          value={stateTimes.offlineAfterMs / MINUTE_MS}
          onChange={(value) => onChange({ stateTimes: { ...stateTimes, offlineAfterMs: value * MINUTE_MS } })}
        />
        <NumberField
          {...minutes}
          label={times.quiet}
          value={stateTimes.quietAfterMs / MINUTE_MS}
          onChange={(value) => onChange({ stateTimes: { ...stateTimes, quietAfterMs: value * MINUTE_MS } })}
        />
      </section>
    </div>
  )
}
