import { useMantineColorScheme } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { activeReads, pageCalls } from '~/api/pageCalls.ts'
import { useRecentCalls } from '~/api/recentCalls.ts'
import { connectionsQuery } from '~/api/session.ts'
import { useLanguage, useMessages } from '~/components/useMessages.ts'
import { setShortcuts, useShortcuts } from '~/components/useShortcuts.ts'
import { setLanguage } from '~/lib/messages.ts'
import { appPaths } from '~/paths/app.ts'
import { explorerPaths } from '~/paths/explorer.ts'
import { instanceCan, type Refusal } from '~/contract/rules/rocketmq.ts'
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { allOperationsQuery } from '~/services/explorer/find/catalogueQuery.ts'
import { instanceQuery, useRefusalText } from '~/services/rocketmq/instances/useInstance.ts'
import { rocketmqMessages } from '~/services/rocketmq/rocketmqMessages.ts'
import { instancesQuery } from '../overview/instancesQuery.ts'
import { serviceMessages, services } from '../services.ts'
import { useSignOut } from '../session/useSignOut.ts'
import type { PaletteEntry } from './paletteEntry.ts'
import { paletteMessages } from './paletteMessages.ts'
import { resourcesInCache } from './resourcesInCache.ts'
import { usePageOfferEntries } from './usePageOfferEntries.ts'

/** Everything that the palette can open or do from here. Reads the instances of the connection, so that they are found. */
export function usePaletteEntries(typed: string): readonly PaletteEntry[] {
  const t = useMessages(paletteMessages)
  const { connection, instance_id } = useParams()
  const client = useQueryClient()
  useQuery({ ...instancesQuery(connection ?? ''), enabled: connection !== undefined, refetchInterval: false })
  const resources = connection ? resourcesInCache(client, connection) : []
  const instance = resources.find(
    (one) =>
      one.kind === 'instance' &&
      one.to === rocketmqPaths.instance({ connection: connection ?? '', instance_id: instance_id ?? '' }),
  )
  const page = usePageOfferEntries()
  const offered = new Set(page.map(({ to }) => to))
  const here = useInstanceEntries(instance?.name ?? instance_id ?? '').filter(({ to }) => !offered.has(to))
  const pages = usePageEntries()
  const actions = useActionEntries()
  const connections = useConnectionEntries()
  const calls = useCallEntries()
  const operations = useOperationEntries(typed.trim() !== '')
  return [
    ...page,
    ...here,
    ...resources.map((one): PaletteEntry => ({
      id: one.to,
      group: 'resources',
      family: 'rocketmq',
      label: one.name,
      detail: one.within ? `${t.kinds[one.kind]} · ${one.within}` : t.kinds[one.kind],
      others: `${t.kinds[one.kind]} ${one.within ?? ''}`,
      to: one.to,
    })),
    ...pages,
    ...calls,
    ...actions,
    ...operations,
    ...connections,
  ]
}

function useInstanceEntries(name: string): PaletteEntry[] {
  const t = useMessages(paletteMessages)
  const words = useMessages(rocketmqMessages)
  const { connection = '', instance_id = '' } = useParams()
  const params = { connection, instance_id }
  // The open page has read it; where its state is not known, the form itself says what is not possible.
  const { data: instance } = useQuery({ ...instanceQuery(params), enabled: false })
  const text = useRefusalText()
  if (!connection || !instance_id) return []
  const entry = (id: string, label: string, to: string, refusal?: Refusal): PaletteEntry => {
    const disabledReason = text(instance?.status, refusal)
    return {
      id: `here-${id}`,
      group: 'here',
      label,
      detail: name,
      others: name,
      to,
      ...(disabledReason === undefined ? {} : { disabledReason }),
    }
  }
  const whether = (rule: (state: NonNullable<typeof instance>) => Refusal | undefined) =>
    instance ? rule(instance) : undefined
  return [
    entry('summary', words.summary, rocketmqPaths.instance(params)),
    entry('topics', words.topics, rocketmqPaths.topics(params)),
    entry('groups', words.groups, rocketmqPaths.groups(params)),
    entry('messages', words.messages, rocketmqPaths.messages(params)),
    entry('users', words.users, rocketmqPaths.users(params)),
    entry('brokers', words.brokers, rocketmqPaths.brokers(params)),
    entry('tasks', words.tasks, rocketmqPaths.tasks(params)),
    entry('edit', t.editInstance, rocketmqPaths.instanceEdit(params), whether(instanceCan.modify)),
    entry('topic-create', t.createTopic, rocketmqPaths.topicCreate(params), whether(instanceCan.manageTopics)),
    entry('group-create', t.createGroup, rocketmqPaths.groupCreate(params), whether(instanceCan.manageGroups)),
    entry('user-create', t.createUser, rocketmqPaths.userCreate(params), whether(instanceCan.manageUsers)),
  ]
}

function usePageEntries(): PaletteEntry[] {
  const t = useMessages(paletteMessages)
  const names = useMessages(serviceMessages)
  const { connection } = useParams()
  const connections: PaletteEntry = {
    id: 'connections',
    group: 'pages',
    label: t.connections,
    to: appPaths.connections(),
  }
  if (!connection) return [connections]
  return [
    { id: 'overview', group: 'pages', label: t.overview, to: appPaths.overview({ connection }) },
    ...services.flatMap((service) =>
      service.links.map((link): PaletteEntry => ({
        id: `${service.id}-${link.label}`,
        group: 'pages',
        family: service.families[0],
        label: `${names[service.id]} · ${names[link.label]}`,
        to: link.to({ connection }),
      })),
    ),
    {
      id: 'explorer',
      group: 'pages',
      label: t.explorer,
      others: t.words.explorer,
      to: explorerPaths.find({ connection }),
    },
    {
      id: 'explorer-calls',
      group: 'pages',
      label: t.explorerCalls,
      others: t.words.explorer,
      to: explorerPaths.calls({ connection }),
    },
    { id: 'jobs', group: 'pages', label: t.jobs, to: appPaths.jobs({ connection }) },
    connections,
  ]
}

/** Calls of one page that are offered; the list of the explorer has more. */
const MAX_CALLS = 8

/** The calls behind what the open page shows: each opens in the explorer with its values. */
function useCallEntries(): PaletteEntry[] {
  const t = useMessages(paletteMessages)
  const client = useQueryClient()
  return pageCalls(location.pathname, useRecentCalls(), activeReads(client))
    .slice(0, MAX_CALLS)
    .map((call, index) => ({
      id: `call-${call.id ?? `read-${index}`}`,
      group: 'calls',
      label: t.showCall(call.operationId),
      detail: call.status === undefined ? '' : call.status === 0 ? '–' : String(call.status),
      others: `${t.words.explorer} ${call.family}`,
      to: explorerPaths.call(call),
    }))
}

/** Every operation of the contracts; their words are loaded with the first letter typed. */
function useOperationEntries(isWanted: boolean): PaletteEntry[] {
  const { connection } = useParams()
  const { data } = useQuery({ ...allOperationsQuery, enabled: isWanted })
  if (!connection || !isWanted || !data) return []
  return data.map((one) => ({
    id: `operation-${one.family}-${one.id}`,
    group: 'operations',
    family: one.family,
    label: one.summary,
    lang: 'en',
    detail: `${one.family} · ${one.id}`,
    others: `${one.id} ${one.family} ${one.tag} ${one.method} ${one.path}`,
    to: explorerPaths.operation({ connection, family: one.family, operationId: one.id }),
  }))
}

function useActionEntries(): PaletteEntry[] {
  const t = useMessages(paletteMessages)
  const language = useLanguage()
  const shortcuts = useShortcuts()
  const signOut = useSignOut()
  const { connection } = useParams()
  // Without `keepTransitions` Mantine writes a style element, which the CSP refuses.
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  const schemes = (['light', 'dark', 'auto'] as const).filter((scheme) => scheme !== colorScheme)
  const labels = { light: t.light, dark: t.dark, auto: t.system }
  return [
    ...(connection
      ? [
          {
            id: 'instance-create',
            group: 'actions' as const,
            family: 'rocketmq' as const,
            label: t.createInstance,
            detail: 'RocketMQ',
            others: 'RocketMQ',
            to: rocketmqPaths.instanceCreate({ connection }),
          },
        ]
      : []),
    { id: 'connection-create', group: 'actions', label: t.newConnection, to: appPaths.connectionCreate() },
    {
      id: 'language',
      group: 'actions',
      label: language === 'en' ? t.toChinese : t.toEnglish,
      others: t.words.language,
      run: () => setLanguage(language === 'en' ? 'zh' : 'en'),
    },
    ...schemes.map((scheme): PaletteEntry => ({
      id: `scheme-${scheme}`,
      group: 'actions',
      label: labels[scheme],
      others: t.words.theme,
      run: () => setColorScheme(scheme),
    })),
    {
      id: 'shortcuts',
      group: 'actions',
      label: shortcuts ? t.shortcutsOff : t.shortcutsOn,
      others: t.words.shortcuts,
      run: () => setShortcuts(!shortcuts),
    },
    { id: 'sign-out', group: 'actions', label: t.signOut, others: t.words.signOut, run: () => void signOut() },
  ]
}

function useConnectionEntries(): PaletteEntry[] {
  const t = useMessages(paletteMessages)
  const { connection } = useParams()
  const { data = [] } = useQuery(connectionsQuery)
  return data
    .filter((one) => one.id !== connection)
    .map((one) => ({
      id: `connection-${one.id}`,
      group: 'connections',
      label: one.name,
      detail: [one.label, one.region, one.projectName].filter(Boolean).join(' · '),
      others: `${t.groups.connections} ${one.label ?? ''} ${one.region} ${one.projectName ?? ''}`,
      to: appPaths.overview({ connection: one.id }),
    }))
}
