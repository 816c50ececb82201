import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { shop } from "@/messages/shop";
import { AnimaisScreen } from "@/screens/shop/animais/AnimaisScreen";

export default screen(AnimaisScreen, { texts: [shop], frame: inShopFrame });
