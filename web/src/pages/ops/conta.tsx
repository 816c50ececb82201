import { screen } from "@/base/screen";
import { inOpsFrame } from "@/frames/OpsFrame";
import { account } from "@/messages/account";
import { AccountScreen } from "@/screens/account/AccountScreen";

export default screen(AccountScreen, { texts: [account], frame: inOpsFrame });
