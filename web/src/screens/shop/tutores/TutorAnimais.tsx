import { PawPrint, Plus } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button, ButtonLink } from "@/components/Button";
import { Card } from "@/components/Card";
import { EmptyState, ErrorState, Skeleton } from "@/components/States";
import { AnimalCard } from "../animais/AnimalCard";
import { useAnimaisOf } from "../animais/queries";
import type { Tutor } from "./queries";

/** The animais of one tutor, and the way to one more. */
export function TutorAnimais({ tutor }: { tutor: Tutor }) {
  const t = useTranslations("shop.tutores.pets");
  const { rows } = useAnimaisOf(tutor.id);
  return (
    <Card aria-labelledby="animais">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h2 id="animais" className="text-xl font-bold">
          {t("title")}
        </h2>
        {rows && rows.length > 0 && (
          <ButtonLink
            href={newAnimalOf(tutor)}
            size="sm"
            look="secondary"
            icon={<Plus aria-hidden className="size-5" />}
          >
            {t("new")}
          </ButtonLink>
        )}
      </div>
      <Animais tutor={tutor} />
    </Card>
  );
}

function Animais({ tutor }: { tutor: Tutor }) {
  const t = useTranslations("shop.tutores.pets");
  const common = useTranslations("common");
  const { rows, error, retry, busy, more, loadingMore } = useAnimaisOf(tutor.id);
  if (error && !rows) return <ErrorState error={error} onRetry={retry} busy={busy} />;
  if (!rows) return <Skeleton lines={2} />;
  if (rows.length === 0) {
    return (
      <EmptyState
        picture={<PawPrint />}
        title={t("noneTitle", { nome: tutor.nome })}
        action={
          <ButtonLink href={newAnimalOf(tutor)} icon={<Plus aria-hidden className="size-5" />}>
            {t("new")}
          </ButtonLink>
        }
      />
    );
  }
  return (
    <>
      <ul className="grid gap-3 sm:grid-cols-2">
        {rows.map((animal) => (
          <li key={animal.id}>
            <AnimalCard animal={animal} />
          </li>
        ))}
      </ul>
      {more && (
        <Button look="secondary" className="mt-4" busy={loadingMore} onClick={more}>
          {common("more")}
        </Button>
      )}
    </>
  );
}

function newAnimalOf({ id }: Tutor): string {
  return `/animais/novo?tutor=${id}`;
}
