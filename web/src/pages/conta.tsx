import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { account } from "@/messages/account";
import { AccountScreen } from "@/screens/account/AccountScreen";

export default screen(AccountScreen, { texts: [account], frame: inShopFrame });
