import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { shop } from "@/messages/shop";
import { InicioScreen } from "@/screens/shop/inicio/InicioScreen";

export default screen(InicioScreen, { texts: [shop], frame: inShopFrame });
