import { screen } from "@/base/screen";
import { inOpsFrame } from "@/frames/OpsFrame";
import { letters } from "@/messages/letters";
import { ops } from "@/messages/ops";
import { AddressesScreen } from "@/screens/ops/letters/AddressesScreen";

export default screen(AddressesScreen, { texts: [ops, letters], frame: inOpsFrame });
