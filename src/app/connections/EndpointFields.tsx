import { Textarea, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useMessages } from '~/components/useMessages.ts'
import { connectionFormMessages } from './connectionFormMessages.ts'
import type { ConnectionValues } from './connectionForm.ts'
import classes from './Connections.module.css'
import { endpointFamilies } from './endpointFamilies.ts'
import { Folded } from './Folded.tsx'
import type { Regions } from './regions.ts'

interface Props {
  form: UseFormReturnType<ConnectionValues>
  regions: Regions | undefined
}

/** Addresses and certificates that do not follow from the region; folded up, because most clouds need none. */
export function EndpointFields({ form, regions }: Props) {
  const t = useMessages(connectionFormMessages)
  const { endpoints, certificates, region } = form.values
  const set = endpointFamilies.filter((family) => endpoints[family] !== '' || certificates[family] !== '').length
  const hasError = Object.keys(form.errors).some((name) => /^(endpoints|certificates)\./.test(name))
  const isKnown = region.trim() !== ''
  return (
    <Folded
      className={classes.endpoints}
      mustOpen={hasError}
      summary={
        <>
          {t.endpoints} <span className={classes.dim}>{t.endpointsNote(set)}</span>
        </>
      }
    >
      <p className={classes.dim}>{t.endpointsHelp}</p>
      {endpointFamilies.map((family) => (
        <div key={family} className={classes.family}>
          <TextInput
            label={t.families[family]}
            placeholder={isKnown ? regions?.defaultEndpoint(family, region.trim()) : undefined}
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            {...form.getInputProps(`endpoints.${family}`)}
          />
          <Folded
            mustOpen={certificates[family] !== '' || form.errors[`certificates.${family}`] !== undefined}
            summary={t.certificateAsk}
          >
            <Textarea
              label={t.certificate(t.families[family])}
              placeholder="-----BEGIN CERTIFICATE-----"
              rows={4}
              autoComplete="off"
              spellCheck={false}
              {...form.getInputProps(`certificates.${family}`)}
            />
          </Folded>
        </div>
      ))}
    </Folded>
  )
}
