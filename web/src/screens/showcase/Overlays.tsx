import { Copy, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { TextField } from "@/components/Field";
import { Menu } from "@/components/Menu";
import { useSay } from "@/components/Toast";

export function Overlays() {
  const t = useTranslations("showcase");
  const [open, setOpen] = useState(false);
  const say = useSay();
  return (
    <div className="flex flex-wrap gap-3">
      <Button look="secondary" onClick={() => setOpen(true)}>
        {t("open")}
      </Button>
      <Button look="secondary" onClick={() => say.done(t("sample"))}>
        {t("toast")}
      </Button>
      <Menu
        trigger={<Button look="secondary">{t("menu")}</Button>}
        entries={[
          { label: t("primary"), icon: <Copy aria-hidden className="size-5" />, onClick: () => say.done(t("primary")) },
          {
            label: t("danger"),
            icon: <Trash2 aria-hidden className="size-5" />,
            onClick: () => say.failed(t("error")),
          },
        ]}
      />
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t("open")}
        lead={t("emptyText")}
        actions={<Button onClick={() => setOpen(false)}>{t("primary")}</Button>}
      >
        <TextField label={t("name")} />
      </Dialog>
    </div>
  );
}
