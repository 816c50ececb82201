import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { animal } from "@/messages/animal";
import { shop } from "@/messages/shop";
import { AnimaisScreen } from "@/screens/shop/animais/AnimaisScreen";

export default screen(AnimaisScreen, { texts: [shop, animal], frame: inShopFrame });
