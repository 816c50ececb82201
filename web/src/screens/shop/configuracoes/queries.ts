import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ApiProblem, unwrap } from "@/api/client";
import type { components } from "@/api/schema";

/** What a shop can configure; the API refuses other keys. */
export type SettingKey =
  "timezone" | "slot_minutes" | "business_hours" | "closed_dates" | "agenda" | "establishment" | "taxi" | "reminders";
/** What was set, as it was written; what is missing is as the API has it by default. */
export type Settings = Partial<Record<SettingKey, string>>;
/** A setting to write; null returns it to its default. */
export type Entry = { key: SettingKey; value: string | null };
export type Shop = components["schemas"]["TenantTenantOut"];

const SETTINGS = ["settings"] as const;
const SHOP = ["shop"] as const;

export function useSettings() {
  return useQuery({
    queryKey: SETTINGS,
    queryFn: async ({ signal }): Promise<Settings> => {
      const { items } = await unwrap(api.GET("/api/v1/tenant/configurations", { signal }));
      return Object.fromEntries(items.map((item) => [item.config_key, item.config_value]));
    },
  });
}

/** Writes them one after the other; what was written before one is refused stays written, and is shown. */
export function useWriteSettings() {
  const queries = useQueryClient();
  return useMutation<unknown, ApiProblem, readonly Entry[]>({
    mutationFn: async (entries) => {
      for (const { key, value } of entries) await write(key, value);
    },
    onSettled: () => queries.invalidateQueries(),
  });
}

async function write(key: SettingKey, value: string | null): Promise<void> {
  const params = { path: { config_key: key } };
  if (value !== null) {
    await unwrap(api.PUT("/api/v1/tenant/configurations/{config_key}", { params, body: { config_value: value } }));
    return;
  }
  await unwrap(api.DELETE("/api/v1/tenant/configurations/{config_key}", { params })).catch((error: unknown) => {
    // It was never set: that is what was wanted.
    if (!(error instanceof ApiProblem) || error.code !== "NOT_FOUND") throw error;
  });
}

export function useShop() {
  return useQuery({ queryKey: SHOP, queryFn: ({ signal }) => unwrap(api.GET("/api/v1/tenant", { signal })) });
}

export type ClosedDay = components["schemas"]["DiaFechadoOut"];

/** The days on which the shop is closed, as its settings are saved. */
export function useClosedDays(de: string, ate: string) {
  return useQuery({
    queryKey: [...SETTINGS, "closed", de, ate],
    queryFn: ({ signal }) => unwrap(api.GET("/api/v1/dias-fechados", { params: { query: { de, ate } }, signal })),
  });
}

export type ReminderPreview = components["schemas"]["PreviewOut"];

/** Whom these wishes would write to this moment; nothing is sent. */
export function useReminderPreview(wishes: components["schemas"]["ReminderWishes"]) {
  return useQuery({
    queryKey: [...SETTINGS, "reminded", wishes],
    queryFn: ({ signal }) => unwrap(api.POST("/api/v1/notifications/reminders/preview", { body: wishes, signal })),
    staleTime: 0,
    gcTime: 0,
  });
}
