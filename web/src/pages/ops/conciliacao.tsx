import { screen } from "@/base/screen";
import { inOpsFrame } from "@/frames/OpsFrame";
import { ops } from "@/messages/ops";
import { ReconcileScreen } from "@/screens/ops/reconcile/ReconcileScreen";

export default screen(ReconcileScreen, { texts: [ops], frame: inOpsFrame });
