import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, type ApiProblem, idempotencyKey, unwrap } from "@/api/client";
import type { components } from "@/api/schema";
import { PAGE_SIZE, useRows } from "../list/pages";

export type Person = components["schemas"]["PersonOut"];
export type Invitation = components["schemas"]["InvitationOut"];
export type Role = Person["role"];
export type Change = components["schemas"]["PersonPatch"];

const PEOPLE = ["team", "people"] as const;
const INVITATIONS = ["team", "invitations"] as const;

export function usePeople() {
  return useRows(PEOPLE, (cursor, signal) =>
    unwrap(api.GET("/api/v1/users", { params: { query: { limit: PAGE_SIZE, ...(cursor && { cursor }) } }, signal })),
  );
}

export function useInvitations() {
  return useRows(INVITATIONS, (cursor, signal) =>
    unwrap(
      api.GET("/api/v1/users/invitations", {
        params: { query: { limit: PAGE_SIZE, ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );
}

export function useInvite() {
  const queries = useQueryClient();
  return useMutation<Invitation, ApiProblem, components["schemas"]["InvitationIn"]>({
    mutationFn: (body) =>
      unwrap(api.POST("/api/v1/users/invitations", { body, headers: { "Idempotency-Key": idempotencyKey() } })),
    onSettled: () => queries.invalidateQueries({ queryKey: INVITATIONS }),
  });
}

export function useWithdraw() {
  const queries = useQueryClient();
  return useMutation<unknown, ApiProblem, string>({
    mutationFn: (id) =>
      unwrap(api.DELETE("/api/v1/users/invitations/{invitation_id}", { params: { path: { invitation_id: id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: INVITATIONS }),
  });
}

export function useChangePerson() {
  const queries = useQueryClient();
  return useMutation<Person, ApiProblem, { id: string; body: Change }>({
    mutationFn: ({ id, body }) =>
      unwrap(api.PATCH("/api/v1/users/{user_id}", { params: { path: { user_id: id } }, body })),
    onSettled: () => queries.invalidateQueries({ queryKey: PEOPLE }),
  });
}
