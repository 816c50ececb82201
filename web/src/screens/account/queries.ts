import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type ApiProblem, unwrap } from "@/api/client";
import type { components } from "@/api/schema";

export type Me = components["schemas"]["MeOut"];
export type Device = components["schemas"]["SessionOut"];
export type SecondFactor = components["schemas"]["MfaOut"];

const ME = ["me"] as const;
const DEVICES = ["devices"] as const;
const FACTOR = ["second-factor"] as const;

export function useMe() {
  return useQuery<Me, ApiProblem>({
    queryKey: ME,
    queryFn: ({ signal }) => unwrap(api.GET("/api/v1/auth/me", { signal })),
    // An address is proven in another tab: the way back here must show it.
    refetchOnWindowFocus: "always",
  });
}

export function useAskVerification() {
  return useMutation<unknown, ApiProblem>({
    mutationFn: () => unwrap(api.POST("/api/v1/auth/email/verification")),
  });
}

export function useChangePassword() {
  const queries = useQueryClient();
  return useMutation<unknown, ApiProblem, components["schemas"]["ChangePasswordIn"]>({
    mutationFn: (body) => unwrap(api.POST("/api/v1/auth/password/change", { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: DEVICES }),
  });
}

export function useDevices() {
  return useQuery<Device[], ApiProblem>({
    queryKey: DEVICES,
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET("/api/v1/auth/sessions", { params: { query: { limit: 50 } }, signal }))).items,
  });
}

export function useEndDevice() {
  const queries = useQueryClient();
  return useMutation<unknown, ApiProblem, string>({
    mutationFn: (id) =>
      unwrap(api.DELETE("/api/v1/auth/sessions/{session_id}", { params: { path: { session_id: id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: DEVICES }),
  });
}

export function useSecondFactor() {
  return useQuery<SecondFactor, ApiProblem>({
    queryKey: FACTOR,
    queryFn: ({ signal }) => unwrap(api.GET("/api/v1/auth/mfa", { signal })),
  });
}

/** The steps of a second factor; each ends with what is true now being read again. */
export function useFactorSteps() {
  const queries = useQueryClient();
  const onSuccess = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: FACTOR });
    await queries.invalidateQueries({ queryKey: DEVICES });
  };
  const setUp = useMutation<components["schemas"]["SetupOut"], ApiProblem, string>({
    mutationFn: (password) => unwrap(api.POST("/api/v1/auth/mfa/totp/setup", { body: { password } })),
  });
  const enable = useMutation<components["schemas"]["RecoveryCodesOut"], ApiProblem, string>({
    mutationFn: (code) => unwrap(api.POST("/api/v1/auth/mfa/totp/enable", { body: { code } })),
    onSuccess,
  });
  const disable = useMutation<unknown, ApiProblem, { password: string; code: string }>({
    mutationFn: (body) => unwrap(api.POST("/api/v1/auth/mfa/totp/disable", { body })),
    onSuccess,
  });
  return { setUp, enable, disable };
}
